package dev.reprise.node.cli.deadletters;

/** Text from anywhere, for a terminal. */
final class Visible {
    private Visible() {}

    /** Control characters are shown, not sent to the terminal. */
    static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c != '\t' && Character.isISOControl(c)) {
                line.append(String.format("\\u%04x", c));
            } else {
                line.appendCodePoint(c);
            }
        });
        return line.toString();
    }
}
