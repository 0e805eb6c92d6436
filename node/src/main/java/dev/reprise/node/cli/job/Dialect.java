package dev.reprise.node.cli.job;

/** The APIs of workers that a job can be looked at through. */
enum Dialect {
    camunda8,
    camunda7,
    codepipeline,
    cloudflow
}
