// Alibaba's clients for JavaScript as their users write them: pop-core with signature version 1.0, and a generic caller with ACS3.
// Arguments: URL of the node; task tokens of four jobs of the default tenant and of one of the tenant acme.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const Fnf = require('@alicloud/fnf-2019-03-15');
const OpenApi = require('@alicloud/openapi-client');

const [url, pop, done, acs3, json, acme] = process.argv.slice(2);
const key = { accessKeyId: 'LTAIJS', accessKeySecret: 'secretOfJavaScript' };
const fnf = new Fnf({ endpoint: url, ...key });

const failure = (TaskToken, Cause = 'because 你好 + & =', RequestId = undefined) => ({ TaskToken, Error: 'E', Cause, RequestId });

async function refused(code, report) {
  await assert.rejects(report, (error) => {
    assert.equal(error.code, code, error.message);
    return true;
  });
}

const failed = await fnf.reportTaskFailed(failure(pop, undefined, 'js-1'));
assert.equal(failed.RequestId, 'js-1');
assert.ok(failed.EventId > 2);
const again = await fnf.reportTaskFailed(failure(pop, 'another', 'js-1'));
assert.equal(again.EventId, failed.EventId);
await refused('TaskAlreadyCompleted', fnf.reportTaskFailed(failure(pop)));
await fnf.reportTaskSucceeded({ TaskToken: done, Output: '{"sum":1}' });
await refused('TaskAlreadyCompleted', fnf.reportTaskSucceeded({ TaskToken: done, Output: '{"sum":1}' }));
await refused('InvalidArgument', fnf.reportTaskFailed(failure('forged')));
await refused('AccessDenied', fnf.reportTaskFailed(failure(acme)));
const wrong = new Fnf({ endpoint: url, ...key, accessKeySecret: 'wrong' });
await refused('SignatureNotMatch', wrong.reportTaskFailed(failure(acs3)));

const { hostname, port } = new URL(url);
const generic = new OpenApi.default(
  new OpenApi.Config({ ...key, endpoint: `${hostname}:${port}`, protocol: 'HTTP', regionId: 'cn-hangzhou' }),
);
const { RuntimeOptions } = require('@alicloud/tea-util');

async function call(token, cause, reqBodyType, action = 'ReportTaskFailed') {
  const params = new OpenApi.Params({
    action,
    version: '2019-03-15',
    protocol: 'HTTP',
    pathname: '/',
    method: 'POST',
    authType: 'AK',
    style: 'RPC',
    reqBodyType,
    bodyType: 'json',
  });
  const request = new OpenApi.OpenApiRequest({ query: { TaskToken: token }, body: { Error: 'E', Cause: cause } });
  return (await generic.callApi(params, request, new RuntimeOptions({}))).body;
}

assert.ok((await call(acs3, 'as ACS3 你好', 'formData')).EventId > 2);
assert.ok((await call(json, 'as JSON 你好', 'json')).EventId > 2);
await refused('TaskAlreadyCompleted', call(json, 'again', 'json'));
await refused('ActionNotSupported', call(json, 'again', 'json', 'ReportTaskFallen'));
console.log('done');
