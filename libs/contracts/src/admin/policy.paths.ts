import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { noSuch, operate, operation, read } from './operation.js';
import {
  changeReason,
  policy,
  policyBody,
  policyConditions,
  policyPage,
  policyPath,
  policyQuery,
  policyVersionPage,
  policyVersionQuery,
} from './policy.js';
import { policyTrial, policyTrialBody } from './policy-trial.js';

const hasChanged = { 412: 'The policy is not at a version that If-Match or If-None-Match asks for.' };

export const policyPaths: ZodOpenApiPathsObject = {
  '/admin/v1/policies': {
    get: operation({
      ...read,
      id: 'listPolicies',
      tag: 'policies',
      summary: 'Policies, newest first',
      query: policyQuery,
      answer: policyPage,
    }),
  },
  '/admin/v1/policies/dry-run': {
    post: operation({
      ...read,
      id: 'tryPolicies',
      tag: 'policies',
      summary:
        'What would be decided: for a pasted notification, a past call or a call by its parts; nothing is stored',
      body: policyTrialBody,
      answer: policyTrial,
      refusals: { ...noSuch('session'), 409: 'The draft has the id of a policy that the caller may not change.' },
    }),
  },
  '/admin/v1/policies/{policyId}': {
    get: operation({
      ...read,
      id: 'getPolicy',
      tag: 'policies',
      summary: 'One policy, also a retired one',
      path: policyPath,
      answer: policy,
      shows: ['ETag'],
      refusals: noSuch('policy'),
    }),
    put: operation({
      ...operate,
      id: 'putPolicy',
      tag: 'policies',
      summary: 'Store a policy, new or in place of the one with this id',
      path: policyPath,
      query: changeReason,
      headers: policyConditions,
      body: policyBody,
      answer: policy,
      shows: ['ETag'],
      refusals: {
        ...hasChanged,
        409: 'The id belongs to a retired policy, or to one that the caller may not change.',
      },
    }),
    delete: operation({
      ...operate,
      id: 'retirePolicy',
      tag: 'policies',
      summary: 'Retire a policy: it decides no further call',
      path: policyPath,
      query: changeReason,
      headers: policyConditions,
      refusals: { ...noSuch('policy'), ...hasChanged },
    }),
  },
  '/admin/v1/policies/{policyId}/versions': {
    get: operation({
      ...read,
      id: 'listPolicyVersions',
      tag: 'policies',
      summary: 'What a policy was like, who changed it and why, newest first',
      path: policyPath,
      query: policyVersionQuery,
      answer: policyVersionPage,
      refusals: noSuch('policy'),
    }),
  },
};
