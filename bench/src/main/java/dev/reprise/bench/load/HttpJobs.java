package dev.reprise.bench.load;

import dev.reprise.bench.process.ProgressLines;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Creates jobs over HTTP. */
public final class HttpJobs {
    private static final int CREATORS = 32;
    private static final int CREATED = 201;
    private static final int IS_THERE = 409;

    private HttpJobs() {}

    /** Returns when all jobs of the set are there; asks again for those that were refused. */
    public static void create(int port, JobSet jobs) {
        Requests requests = new Requests(port);
        List<Long> left = IntStream.range(0, jobs.count()).mapToObj(jobs::key).toList();
        while (!left.isEmpty()) {
            List<Long> these = left;
            List<Long> again = new ArrayList<>();
            new OpenLoop(port, CREATORS, i -> requests.create(these.get((int) i)), (i, status, meantAt, nanos) -> {
                        // There already: created, though the answer to that was lost or late.
                        if (status != CREATED && status != IS_THERE) {
                            again.add(these.get((int) i));
                        }
                    })
                    .asFastAsAnswered(these.size());
            left = again;
        }
        ProgressLines.say("%,d jobs created", jobs.count());
    }
}
