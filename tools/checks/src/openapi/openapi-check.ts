import { combineDocuments } from '../../../build/src/bundler/openapi/combined-document.ts';
import { serviceDocuments } from '../../../build/src/bundler/openapi/service-documents.ts';
import type { Check } from '../check.ts';
import type { Finding } from '../finding.ts';
import type { LintDocument } from './lint-document.ts';
import { redocly } from './redocly.ts';
import { spectral } from './spectral.ts';

export const openApiCheck: Check = {
  name: 'openapi',
  description: "OpenAPI documents: Redocly's and Spectral's recommended rules",
  readsTestRecords: false,
  async run({ root }) {
    const services = serviceDocuments(root);
    const documents = new Map<string, object>([
      ...services,
      ['all services', combineDocuments([...services.values()])],
    ]);
    const findings: Finding[] = [];
    for (const [name, document] of documents)
      for (const lint of [redocly, spectral]) findings.push(...(await findingsOf(name, document, lint)));
    return { findings, summary: [`${documents.size} documents, ${operationCount(documents)} operations.`] };
  },
};

const findingsOf = async (service: string, document: object, lint: LintDocument): Promise<Finding[]> =>
  (await lint(document)).map(({ rule, message, path }) => ({
    severity: 'error',
    service,
    subject: path,
    message: `${message} [${rule}]`,
  }));

const operationCount = (documents: ReadonlyMap<string, object>): number => {
  const { paths } = documents.get('all services') as { readonly paths: Readonly<Record<string, object>> };
  return Object.values(paths).flatMap((path) => Object.keys(path)).length;
};
