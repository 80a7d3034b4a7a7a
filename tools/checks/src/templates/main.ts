import { join } from 'node:path';
import { readableError } from '../../../workspace/src/cli/run-command.ts';
import { workspaceRoot } from '../../../workspace/src/services/service-folder.ts';
import {
  readServicePackage,
  serviceFolders,
  templateFile,
} from '../../../workspace/src/templates/service-package.ts';
import { pythonEnvironment } from '../../../workspace/src/python/python-environment.ts';
import {
  PYTHON_UNAVAILABLE_EXIT_CODE,
  PythonUnavailable,
} from '../../../workspace/src/python/python-unavailable.ts';
import { runProgram } from '../../../workspace/src/python/run-program.ts';
import { templateLint } from './ignored.ts';
import { judgeFindings } from './judge-findings.ts';
import { runCfnLint } from './run-cfn-lint.ts';
import { templateFindingLine } from './template-finding.ts';

/**
 * `npm run templates`: cfn-lint on every packaged template. The exit code is 0 where it has nothing to say, 1 where it
 * has, 69 where this machine has no Python or cannot reach PyPI.
 */
function main(): void {
  const services = serviceFolders(join(workspaceRoot, 'services')).map(readServicePackage);
  const serviceOf = new Map(services.map((service) => [templateFile(service), service.name]));
  const python = pythonEnvironment({
    purpose: 'cfn-lint',
    oldest: [3, 11],
    folder: join(workspaceRoot, '.local/cfn-lint-venv'),
    requirements: join(import.meta.dirname, 'requirements.txt'),
    run: runProgram,
  });
  const report = join(workspaceRoot, '.local/template-lint/report.json');
  const { region, ignored } = templateLint;
  const findings = runCfnLint([...serviceOf.keys()], { python, region, report, run: runProgram });
  const { kept, ignoredCount, stale } = judgeFindings(findings, ignored);
  for (const finding of kept)
    console.log(templateFindingLine(finding, serviceOf.get(finding.file) ?? finding.file));
  for (const { rule, message } of stale)
    console.log(
      `error  ${rule}  nothing says ${message} any more: take it out of tools/checks/src/templates/ignored.ts`,
    );
  console.log(
    `cfn-lint: ${services.length} templates, ${kept.length} findings, ${ignoredCount} ignored for ${ignored.length} reasons.`,
  );
  if (kept.length + stale.length > 0) process.exitCode = 1;
}

try {
  main();
} catch (error) {
  const isUnavailable = error instanceof PythonUnavailable;
  console.error(isUnavailable ? `Templates are not linted. ${error.message}` : readableError(error));
  process.exitCode = isUnavailable ? PYTHON_UNAVAILABLE_EXIT_CODE : 1;
}
