package dev.reprise.node.config;

/**
 * A value that somebody gave.
 *
 * @param origin where it stands, in words for the one who wrote it: {@code --http-port}, {@code REPRISE_HTTP_PORT}
 */
record Setting(String name, String value, String origin) {
    @Override
    public String toString() {
        return origin + "=" + Secrets.shown(name, value);
    }
}
