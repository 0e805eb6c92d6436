package dev.reprise.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkNotesTest {
    @TempDir
    private Path folder;

    @Test
    void areFoundByTheNextProcessAndNoOther() {
        Bytes row = Bytes.wrap(new byte[RowKeys.DUE_LENGTH]);
        WorkNotes notes = new WorkNotes(folder, 4);
        notes.begun(0, 17, 1_234);
        notes.begun(1, row);
        notes.begun(2, 18, 1_235);
        notes.done(2);
        assertThat(new WorkNotes(folder, 4).left()).isEqualTo(Map.of(0, "17@1234", 1, Step.of(row)));
        assertThat(new WorkNotes(folder, 4).left()).isEmpty();
    }

    @Test
    void survivesAFileThatIsNone() throws Exception {
        Files.write(folder.resolve("at-work"), new byte[] {1, 2, 3});
        assertThat(new WorkNotes(folder, 1).left()).isEmpty();
        byte[] rubbish = new byte[64];
        java.util.Arrays.fill(rubbish, (byte) 2);
        rubbish[1] = -5;
        Files.write(folder.resolve("at-work"), rubbish);
        assertThat(new WorkNotes(folder, 2).left()).hasSizeLessThan(3);
    }
}
