import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { noSuch, operate, operation, read } from './operation.js';
import { policy, policyBody, policyPage, policyPath, policyQuery } from './policy.js';

export const policyPaths: ZodOpenApiPathsObject = {
  '/admin/v1/policies': {
    get: operation({
      ...read,
      tag: 'policies',
      summary: 'Policies, newest first',
      query: policyQuery,
      answer: policyPage,
    }),
  },
  '/admin/v1/policies/{policyId}': {
    put: operation({
      ...operate,
      tag: 'policies',
      summary: 'Store a policy, new or in place of the one with this id',
      path: policyPath,
      body: policyBody,
      answer: policy,
      refusals: { 409: 'The id belongs to a retired policy, or to one that the caller may not change.' },
    }),
    delete: operation({
      ...operate,
      tag: 'policies',
      summary: 'Retire a policy: it decides no further call',
      path: policyPath,
      refusals: noSuch('policy'),
    }),
  },
};
