import { accessCheck } from './access/access-check.ts';
import { alarmCoverageCheck } from './alarm-coverage/alarm-coverage-check.ts';
import { apiGuidesCheck } from './api-guides/api-guides-check.ts';
import type { Check } from './check.ts';
import { contractOwnersCheck } from './contract-owners/contract-owners-check.ts';
import { deployGraphCheck } from './deploy-graph/deploy-graph-check.ts';
import { httpContractCheck } from './http-contract/http-contract-check.ts';
import { logCatalogCheck } from './log-catalog/log-catalog-check.ts';
import { answersCheck } from './openapi/answers-check.ts';
import { openApiCheck } from './openapi/openapi-check.ts';
import { policiesCheck } from './policies/policies-check.ts';
import { regularExpressionsCheck } from './regular-expressions/regular-expressions-check.ts';
import { supplyChainCheck } from './supply-chain/supply-chain-check.ts';
import { templatesCheck } from './templates/templates-check.ts';
import { workflowsCheck } from './workflows/workflows-check.ts';

/** All checks, in the order in which they run. */
export const checks: readonly Check[] = [
  deployGraphCheck,
  contractOwnersCheck,
  policiesCheck,
  logCatalogCheck,
  regularExpressionsCheck,
  workflowsCheck,
  openApiCheck,
  apiGuidesCheck,
  httpContractCheck,
  supplyChainCheck,
  templatesCheck,
  answersCheck,
  alarmCoverageCheck,
  accessCheck,
];
