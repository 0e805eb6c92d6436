// Leads two jobs through a worker loop of Camunda's client, which checks each answer against Camunda's own schema.
// Arguments: address, key of the job to lead through everything, key of the one that ends with an error. Their types are
// "js-life" and "js-error".
import assert from 'node:assert/strict';
import { createCamundaClient } from '@camunda8/orchestration-cluster-api';

const [address, lifeKey, errorKey] = process.argv.slice(2);
const client = createCamundaClient({
  config: { CAMUNDA_REST_ADDRESS: address, CAMUNDA_SDK_VALIDATION: 'req:strict,res:strict' },
});
const patiently = { consistency: { waitUpToMs: 60_000, pollIntervalMs: 100 } };

/** A worker whose n-th attempt is handled by the n-th of these; resolves with the jobs when all have been. */
function attempts(jobType, handlers) {
  const seen = [];
  let done;
  const all = new Promise((resolve) => (done = resolve));
  const worker = client.createJobWorker({
    jobType,
    workerName: 'js',
    maxParallelJobs: 3,
    jobTimeoutMs: 3_600_000,
    jobHandler: async (job) => {
      seen.push({ retries: job.retries, variables: job.variables, at: Date.now() });
      console.log(`${jobType}: attempt ${seen.length}, retries ${job.retries}`);
      try {
        return await handlers[seen.length - 1](job);
      } finally {
        if (seen.length === handlers.length) setImmediate(() => done(seen));
      }
    },
  });
  return { worker, all };
}

async function rejected(call, status, title) {
  const error = await call.then(
    () => assert.fail(`expected ${status}`),
    (e) => e,
  );
  assert.equal(error.name, 'HttpSdkError', String(error));
  assert.equal(error.status, status);
  assert.equal(error.title, title);
}

async function theJob(jobKey) {
  const found = await client.searchJobs({ filter: { jobKey: { $eq: jobKey } } }, patiently);
  assert.equal(found.items.length, 1);
  return found.items[0];
}

async function theIncident(jobKey, state) {
  const found = await client.searchIncidents({ filter: { jobKey: { $eq: jobKey }, state } }, patiently);
  assert.equal(found.items.length, 1);
  return found.items[0];
}

const topology = await client.getTopology();
assert.ok(topology.brokers[0].partitions.every((partition) => partition.role === 'leader'));
await client.getStatus?.();

const first = attempts('js-life', [
  () => {
    throw new Error('thrown by the handler');
  },
  (job) => job.fail({ errorMessage: 'down', retries: 1, retryBackOff: 400, variables: { tried: 2 } }),
  (job) => job.fail({ errorMessage: 'no more' }),
]);
const seen = await first.all;
first.worker.stop();
assert.deepEqual(
  seen.map((attempt) => attempt.retries),
  [3, 2, 1],
);
assert.equal(seen[0].variables.order, 'o-1');
assert.equal(seen[2].variables.tried, 2);
assert.ok(seen[2].at - seen[1].at >= 400, 'the backoff is waited for');

const incident = await theIncident(lifeKey, 'ACTIVE');
assert.equal(incident.errorType, 'JOB_NO_RETRIES');
assert.equal(incident.errorMessage, 'no more');
const same = await client.getIncident({ incidentKey: incident.incidentKey }, patiently);
assert.equal(same.jobKey, lifeKey);
assert.equal((await theJob(lifeKey)).state, 'FAILED');
await rejected(client.resolveIncident({ incidentKey: incident.incidentKey }), 409, 'INVALID_STATE');
await client.updateJob({ jobKey: lifeKey, changeset: { retries: 2 } });
await client.resolveIncident({ incidentKey: incident.incidentKey });

const second = attempts('js-life', [(job) => job.complete({ paid: true })]);
assert.equal((await second.all)[0].retries, 2);
second.worker.stop();
assert.equal((await theJob(lifeKey)).state, 'COMPLETED');
await theIncident(lifeKey, 'RESOLVED');
await rejected(client.failJob({ jobKey: lifeKey, retries: 1 }), 404, 'NOT_FOUND');

const third = attempts('js-error', [(job) => job.error({ errorCode: 'E1', errorMessage: 'refused' })]);
await third.all;
third.worker.stop();
assert.equal((await theIncident(errorKey, 'ACTIVE')).errorType, 'UNHANDLED_ERROR_EVENT');
assert.equal((await theJob(errorKey)).state, 'ERROR_THROWN');

console.log('all as it should be');
process.exit(0);
