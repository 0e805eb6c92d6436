package dev.reprise.processor.engine;

/** Where a spec's engine runs. */
enum EngineHost {
    PLAIN_MAPS {
        @Override
        EngineUnderTest start() {
            return new PlainEngine();
        }
    },
    KAFKA_STREAMS {
        @Override
        EngineUnderTest start() {
            return new DriverEngine();
        }
    };

    abstract EngineUnderTest start();
}
