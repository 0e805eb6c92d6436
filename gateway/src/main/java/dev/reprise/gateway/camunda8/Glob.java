package dev.reprise.gateway.camunda8;

/**
 * A pattern of {@code $like}: {@code *} stands for any characters, {@code ?} for one, and a backslash before either, or before
 * another backslash, for the character itself. Its effort is at most the length of the text times that of the pattern.
 */
final class Glob {
    private static final char MANY = '\uE000'; // private use: stands for * without an escape
    private static final char ONE = '\uE001';

    private final String tokens;

    Glob(String pattern) {
        StringBuilder read = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\' && i + 1 < pattern.length() && "*?\\".indexOf(pattern.charAt(i + 1)) >= 0) {
                read.append(pattern.charAt(++i));
            } else {
                read.append(c == '*' ? MANY : c == '?' ? ONE : c);
            }
        }
        tokens = read.toString();
    }

    boolean matches(String text) {
        int at = 0;
        int token = 0;
        int star = -1; // the last * that was passed, and how much of the text it stands for so far
        int taken = 0;
        while (at < text.length()) {
            if (token < tokens.length() && tokens.charAt(token) == MANY) {
                star = token++;
                taken = at;
            } else if (token < tokens.length()
                    && (tokens.charAt(token) == ONE || tokens.charAt(token) == text.charAt(at))) {
                token++;
                at++;
            } else if (star >= 0) {
                token = star + 1;
                at = ++taken;
            } else {
                return false;
            }
        }
        while (token < tokens.length() && tokens.charAt(token) == MANY) {
            token++;
        }
        return token == tokens.length();
    }
}
