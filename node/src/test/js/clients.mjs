// Loads every client that the tests use, and says which release it is.
import { createRequire } from 'node:module';
import { createCamundaClient } from '@camunda8/orchestration-cluster-api';
import { Client as ExternalTaskClient } from 'camunda-external-task-client-js';
import { CodePipelineClient } from '@aws-sdk/client-codepipeline';

const require = createRequire(import.meta.url);
const Fnf = require('@alicloud/fnf-2019-03-15');
const OpenApi = require('@alicloud/openapi-client');

const loaded = {
  '@camunda8/orchestration-cluster-api': createCamundaClient,
  'camunda-external-task-client-js': ExternalTaskClient,
  '@aws-sdk/client-codepipeline': CodePipelineClient,
  '@alicloud/fnf-2019-03-15': Fnf,
  '@alicloud/openapi-client': OpenApi.default,
};
const { dependencies } = require('./package.json');
for (const name of Object.keys(dependencies)) {
  console.log(name, dependencies[name], typeof loaded[name]);
}
