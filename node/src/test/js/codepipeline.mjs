// A CodePipeline job worker as its users write it, and what it must put up with. Arguments: URL of the node; URL of a proxy that drops
// the first answer to come by. The node has a job of each of these providers: js-loop, js-lost.
import assert from 'node:assert/strict';
import {
  AcknowledgeJobCommand,
  CodePipelineClient,
  CodePipelineServiceException,
  GetJobDetailsCommand,
  GetThirdPartyJobDetailsCommand,
  ActionTypeNotFoundException,
  InvalidClientTokenException,
  InvalidJobException,
  InvalidJobStateException,
  InvalidNonceException,
  JobNotFoundException,
  OutputVariablesSizeExceededException,
  PollForJobsCommand,
  PutJobFailureResultCommand,
  PutJobSuccessResultCommand,
  ValidationException,
} from '@aws-sdk/client-codepipeline';

const [url, proxy] = process.argv.slice(2);
const credentials = { accessKeyId: 'AKIDDEFAULT', secretAccessKey: 'secretOfTheDefaultTenant' };
const client = (settings) => new CodePipelineClient({ endpoint: url, region: 'us-east-1', credentials, ...settings });
const type = (provider, owner = 'Custom') => ({ category: 'Build', owner, provider, version: '1' });
const failure = (jobId, kind, message) =>
  new PutJobFailureResultCommand({ jobId, failureDetails: { type: kind, message, externalExecutionId: 'run' } });

async function poll(aws, provider) {
  for (;;) {
    const { jobs } = await aws.send(new PollForJobsCommand({ actionTypeId: type(provider) }));
    if (jobs.length > 0) {
      return jobs[0];
    }
    await new Promise((then) => setTimeout(then, 50));
  }
}

async function refused(exception, aws, command) {
  await assert.rejects(aws.send(command), (error) => {
    assert.ok(error instanceof exception, `${error.name} is no ${exception.name}: ${error.message}`);
    assert.ok(error instanceof CodePipelineServiceException);
    assert.match(error.$metadata.requestId, /^[0-9a-f-]{36}$/);
    return true;
  });
}

const aws = client();
const job = await poll(aws, 'js-loop');
await refused(InvalidNonceException, aws, new AcknowledgeJobCommand({ jobId: job.id, nonce: 'wrong' }));
await refused(InvalidJobStateException, aws, failure(job.id, 'JobFailed', 'too early'));
const { status } = await aws.send(new AcknowledgeJobCommand({ jobId: job.id, nonce: job.nonce }));
assert.equal(status, 'InProgress');
const { jobDetails } = await aws.send(new GetJobDetailsCommand({ jobId: job.id }));
assert.deepEqual(jobDetails.data, job.data);
const unknown = '72657072-6973-8065-0000-000000001267';
await refused(JobNotFoundException, aws, new GetJobDetailsCommand({ jobId: unknown }));
await refused(ValidationException, aws, failure('no uuid', 'Nonsense', ''));
await refused(
  ActionTypeNotFoundException,
  aws,
  new PollForJobsCommand({ actionTypeId: type('js-loop', 'ThirdParty') }),
);
await refused(
  OutputVariablesSizeExceededException,
  aws,
  new PutJobSuccessResultCommand({ jobId: job.id, outputVariables: { big: 'x'.repeat(122_880) } }),
);
await refused(InvalidJobException, aws, new GetThirdPartyJobDetailsCommand({ jobId: 'job 1', clientToken: 'c' }));
await refused(
  InvalidClientTokenException,
  aws,
  new GetThirdPartyJobDetailsCommand({ jobId: job.id, clientToken: 'wrong' }),
);
const answer = await aws.send(failure(job.id, 'JobFailed', 'boom "q" é 你好 <>&'));
assert.match(answer.$metadata.requestId, /^[0-9a-f-]{36}$/);
const again = await poll(aws, 'js-loop');
await aws.send(new AcknowledgeJobCommand({ jobId: again.id, nonce: again.nonce }));
await aws.send(new PutJobSuccessResultCommand({ jobId: again.id, outputVariables: { url: 'http://x' } }));
console.log('loop', job.id);

const lost = await poll(aws, 'js-lost');
await aws.send(new AcknowledgeJobCommand({ jobId: lost.id, nonce: lost.nonce }));
const retried = await client({ endpoint: proxy }).send(failure(lost.id, 'PermissionError', 'lost on the way'));
assert.equal(retried.$metadata.attempts, 2);
console.log('lost', lost.id);

const rightTime = Date.now;
Date.now = () => rightTime() + 3_600_000; // this machine's clock is an hour ahead
const healed = await client().send(new GetJobDetailsCommand({ jobId: job.id }));
Date.now = rightTime;
assert.equal(healed.$metadata.attempts, 2);
console.log('healed', healed.jobDetails.id);

const stranger = client({ credentials: { ...credentials, secretAccessKey: 'wrong' } });
await assert.rejects(stranger.send(new GetJobDetailsCommand({ jobId: job.id })), { name: 'InvalidSignatureException' });
console.log('done');
