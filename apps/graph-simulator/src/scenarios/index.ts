import { policyRecording } from './policy-recording.scenario.js';
import type { Scenario } from './scenario.js';

export const SCENARIOS: readonly Scenario[] = [policyRecording];
