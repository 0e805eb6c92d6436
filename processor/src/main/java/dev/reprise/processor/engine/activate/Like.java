package dev.reprise.processor.engine.activate;

/**
 * A pattern of SQL's LIKE: {@code %} stands for any characters, {@code _} for one; there is no escape. Its effort is at most the
 * length of the text times that of the pattern, whatever a caller writes: no regular expression, which could keep a partition busy.
 */
public final class Like {
    private final String pattern;

    public Like(String pattern) {
        this.pattern = pattern;
    }

    /** Whether the whole text is as the pattern says. */
    public boolean matches(String text) {
        int at = 0;
        int token = 0;
        int any = -1; // the last % that was passed, and up to where in the text it reaches so far
        int reach = 0;
        while (at < text.length()) {
            if (token < pattern.length() && pattern.charAt(token) == '%') {
                any = token++;
                reach = at;
            } else if (token < pattern.length()
                    && (pattern.charAt(token) == '_' || pattern.charAt(token) == text.charAt(at))) {
                token++;
                at++;
            } else if (any >= 0) {
                token = any + 1;
                at = ++reach;
            } else {
                return false;
            }
        }
        while (token < pattern.length() && pattern.charAt(token) == '%') {
            token++;
        }
        return token == pattern.length();
    }
}
