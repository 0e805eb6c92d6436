package dev.reprise.processor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.event.JobFailed;
import dev.reprise.state.Job;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first change of a contract, before there is one: rows and events that were written with one version of their schemas are gone
 * on with by a release that has the next. The catalogue is made up, so everything is loaded a second time, with that catalogue first.
 */
class OlderSchemasTest {
    private static final Set<String> LATER_FIELDS =
            Set.of("businessKey", "caughtErrors", "requestId", "keepErrorDetails");

    @TempDir
    private Path classes;

    @Test
    void areGoneOnWithByTheNextRelease() throws Exception {
        OlderSchemas.write(classes, List.of(Job.class.getName(), JobFailed.class.getName()), LATER_FIELDS);
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            Class<?> scenario = loader.loadClass(OlderSchemaScenario.class.getName());
            assertThat(scenario).isNotEqualTo(OlderSchemaScenario.class);
            ((Runnable) scenario.getDeclaredConstructor().newInstance()).run();
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    private URL[] classPath() throws IOException {
        List<URL> urls = new ArrayList<>(List.of(url(classes)));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(url(Path.of(entry)));
        }
        return urls.toArray(new URL[0]);
    }

    private static URL url(Path path) throws MalformedURLException {
        return path.toUri().toURL();
    }
}
