import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const TEMPLATE = '.serverless/cloudformation-template-update-stack.json';

interface Template {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties: Record<string, unknown> }>;
}

/**
 * A copy of the packaged services in which catalog publishes no events: what the others do with a million
 * events would be measured along with the job otherwise.
 *
 * @param from  the workspace, packaged
 * @param to    an empty folder
 */
export async function quietWorkspace(from: string, to: string): Promise<void> {
  await mkdir(join(to, 'services'));
  await symlink(join(from, 'package.json'), join(to, 'package.json'));
  for (const service of await readdir(join(from, 'services'))) {
    const [source, order] = [join(from, 'services', service), join(to, 'services', service)];
    if (service !== 'catalog') await symlink(source, order);
    else await quietCatalog(source, order);
  }
}

async function quietCatalog(source: string, order: string): Promise<void> {
  await mkdir(order);
  for (const name of await readdir(source))
    if (name !== '.serverless') await symlink(join(source, name), join(order, name));
  await cp(join(source, '.serverless'), join(order, '.serverless'), { recursive: true });
  const template = JSON.parse(await readFile(join(source, TEMPLATE), 'utf8')) as Template;
  const publisher = Object.entries(template.Resources).find(
    ([id, { Type }]) => Type === 'AWS::Lambda::EventSourceMapping' && /Publish/.test(id),
  );
  if (!publisher) throw new Error('The template of catalog has no mapping of its publisher to switch off.');
  publisher[1].Properties['Enabled'] = false;
  await writeFile(join(order, TEMPLATE), JSON.stringify(template));
}
