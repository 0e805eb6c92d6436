package dev.reprise.node.cli.deadletters;

import dev.reprise.node.letters.LetterPlace;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code <partition>-<offset>} on the command line. */
final class PlaceParameter implements ITypeConverter<LetterPlace> {
    @Override
    public LetterPlace convert(String text) {
        try {
            return LetterPlace.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
