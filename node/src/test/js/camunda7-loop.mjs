// The life of a task with the vendor's own client: every call that it has, and what it makes of the answers.
// Arguments: URL of the engine-rest API, topic. Prints what it saw, and "done" at the end.
import { Client, Variables } from 'camunda-external-task-client-js';

const [baseUrl, topic] = process.argv.slice(2);
const client = new Client({
  baseUrl,
  workerId: 'js-worker',
  asyncResponseTimeout: 20000,
  interval: 20,
  maxTasks: 1,
  autoPoll: false,
});
client.on('poll:error', (e) => console.log('poll error', e.message));

function expect(what, actual, expected) {
  const a = JSON.stringify(actual);
  const e = JSON.stringify(expected);
  console.log(what, a);
  if (a !== e) {
    console.log(`FAILED: expected ${e}`);
    process.exit(1);
  }
}

async function rest(method, path, body) {
  const response = await fetch(baseUrl + path, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : null };
}

async function refused(call) {
  try {
    await call;
    return 'accepted';
  } catch (e) {
    return `${e.httpStatusCode} ${e.type} ${e.code}`;
  }
}

let step = 0;
const steps = [
  async (task, service) => {
    expect('retries at first', task.retries, null);
    expect('extension', task.extensionProperties, {});
    expect('text', task.variables.get('text'), 'é中😀');
    expect('number', task.variables.get('number'), 42);
    expect('json', task.variables.get('json'), { a: [1, 2] });
    expect('date', task.variables.get('date').toISOString(), '2026-01-02T03:04:05.678Z');
    const file = task.variables.getTyped('file').value;
    await file.load();
    expect('file', file.content.toString(), 'hello');
    await service.extendLock(task, 60000);
    await service.handleFailure(task, {
      errorMessage: 'first', errorDetails: 'at line 1', retries: 1, retryTimeout: 500,
    });
  },
  async (task, service) => {
    expect('retries after a failure', task.retries, 1);
    expect('message', task.errorMessage, 'first');
    expect('details', task.errorDetails, 'at line 1');
    await service.handleFailure(task, { errorMessage: 'no more' }); // no retries: none left
    const incidents = await rest('GET', `/incident?configuration=${task.id}`);
    expect('incident', incidents.body.map((i) => i.incidentMessage), ['no more']);
    expect('raise', (await rest('PUT', `/external-task/${task.id}/retries`, { retries: 1 })).status, 204);
  },
  async (task, service) => {
    expect('retries raised', task.retries, 1);
    await service.unlock(task);
  },
  async (task, service) => {
    const variables = new Variables();
    variables.set('result', { ok: true });
    variables.setTyped('long', { type: 'long', value: 5, valueInfo: {} });
    const local = new Variables();
    local.set('scratch', 1);
    expect('thief', await refused(service.complete({ ...task, id: '17' })), '404 RestException 0');
    await service.complete(task, variables, local);
    expect('late', await refused(service.handleFailure(task, { errorMessage: 'late' })), '404 RestException 0');
  },
  async (task, service) => {
    expect('priority', task.priority, 0);
    await service.lock(task, 30000);
    await service.handleBpmnError(task, 'DECLINED', 'no funds');
    expect('gone', (await rest('GET', `/external-task/${task.id}`)).status, 404);
    console.log('done');
    client.stop();
    process.exit(0);
  },
];

client.subscribe(topic, { lockDuration: 30000 }, async ({ task, taskService }) => {
  try {
    await steps[step++](task, taskService);
  } catch (e) {
    console.log('FAILED:', e.stack ?? e);
    process.exit(1);
  }
});
client.start();
