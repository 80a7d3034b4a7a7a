import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceDocuments } from '../../../build/src/bundler/openapi/service-documents.ts';
import {
  generateClient,
  GENERATED_SOURCES,
  HTTP_CONTRACTS,
} from '../../../build/src/client/generate-client.ts';
import { httpContract, type HttpContract } from '../../../build/src/client/http-contract.ts';
import type { Check } from '../check.ts';
import type { Finding } from '../finding.ts';
import { compareContracts } from './compare-contracts.ts';
import { previousContracts } from './previous-contracts.ts';

export const httpContractCheck: Check = {
  name: 'http-contract',
  description: 'changes of operations that break clients, and the generated files of libs/client',
  readsTestRecords: false,
  async run({ root, services }) {
    const documents = serviceDocuments(root);
    const current = new Map<string, HttpContract>(
      [...documents].map(([service, document]) => [service, httpContract(document)]),
    );
    const previous = previousContracts(root);
    const stale = staleFiles(root, await generateClient(documents));
    return {
      findings: [...stale, ...(previous ? compareContracts(previous.contracts, current) : [])],
      summary: [
        `${services.length} packaged services.`,
        previous
          ? `${previous.contracts.size} contracts compared with commit ${previous.commit.slice(0, 8)}.`
          : 'No earlier contracts to compare with.',
      ],
    };
  },
};

function staleFiles(root: string, generated: ReadonlyMap<string, string>): Finding[] {
  const written = globSync(`{${GENERATED_SOURCES},${HTTP_CONTRACTS}}/**/*.{ts,json}`, { cwd: root });
  const paths = new Set([...generated.keys(), ...written]);
  const isCurrent = (path: string) =>
    existsSync(join(root, path)) && readFileSync(join(root, path), 'utf8') === generated.get(path);
  return [...paths]
    .filter((path) => !isCurrent(path))
    .map((path) => ({
      severity: 'error',
      service: path,
      message: 'The file does not match the OpenAPI documents. Run "npm run client".',
    }));
}
