// An idle worker of Camunda's client. Arguments: address, seconds. Prints how many requests it has made in that time.
import { subscribe } from 'node:diagnostics_channel';
import { createCamundaClient } from '@camunda8/orchestration-cluster-api';

const [address, seconds] = process.argv.slice(2);
let requests = 0;
subscribe('undici:request:create', () => requests++);
const client = createCamundaClient({ config: { CAMUNDA_REST_ADDRESS: address } });
client.createJobWorker({
  jobType: 'js-idle',
  workerName: 'idle',
  maxParallelJobs: 3,
  jobTimeoutMs: 30_000,
  jobHandler: (job) => job.complete(),
});
setTimeout(() => {
  console.log(`requests ${requests}`);
  process.exit(0);
}, Number(seconds) * 1000);
