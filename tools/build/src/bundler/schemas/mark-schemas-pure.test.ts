import { describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { markSchemasPure } from './mark-schemas-pure.ts';

/** What a bundle keeps of a module of which only `used` is read. */
async function kept(source: string): Promise<string> {
  const contents = `${markSchemasPure(source)}\nexport const used = 1;\n`;
  const { outputFiles } = await build({
    stdin: { contents: "import { used } from 'module';\nconsole.log(used);", resolveDir: '/' },
    bundle: true,
    write: false,
    format: 'esm',
    plugins: [
      {
        name: 'module',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^(module|typebox|other)$/ }, ({ path }) =>
            path === 'module' ? { path, namespace: 'test' } : { path, external: true, sideEffects: false },
          );
          onLoad({ filter: /.*/, namespace: 'test' }, () => ({ contents, loader: 'ts' }));
        },
      },
    ],
  });
  return outputFiles[0]!.text.replaceAll(/^(\/\/.*)?\n/gm, '');
}
const nothingElse = 'var used = 1;\nconsole.log(used);\n';

describe('markSchemasPure', () => {
  it.each([
    ['a schema', "export const A = Type.Object({ a: Type.String({ pattern: '^;[)]$' }) });"],
    ['a schema that spreads another', 'export const Ab = Type.Object({ ...other.properties }, { a: 1 });'],
    ['a schema that a function makes', 'export const Page = pageOf(other); // with ; and )'],
    [
      'a schema with a comment inside',
      'export const Ab = Type.Union([\n  /* ; */ Type.Null(), // ;)\n  orNull(other),\n]);',
    ],
    ['a list of schemas', 'const All = [Type.String(), make(`a;${other}`)];'],
    ['properties that schemas share', 'const terms = { a: Type.String(), b: Type.Array(Type.Integer()) };'],
    [
      'properties that functions make',
      'const terms = { a: lineSchema(100), b: Type.Optional(textSchema(5)) };',
    ],
    ['an annotated schema', 'export const Ab: TSchema = make(other);'],
  ])('lets %s vanish', async (_what, schema) => {
    const imports =
      "import { Type, type TSchema } from 'typebox';\nimport { other, pageOf, orNull, make, lineSchema, textSchema } from 'other';";
    expect(await kept(`${imports}\n${schema}`)).toBe(nothingElse);
  });

  it('keeps other declarations', async () => {
    const source = "import { Type } from 'typebox';\nconst now = begin();\nconst LIMIT = read();";
    expect(await kept(source)).toContain('begin()');
    expect(await kept(source)).toContain('read()');
  });

  it('does not change the meaning or the lines', () => {
    const source = "const Ab = Type.Object({\n  a: 1,\n});\nconst Cd = { b: 'x;' };\nexport { Ab, Cd };\n";
    const marked = markSchemasPure(source);
    expect(marked.split('\n')).toHaveLength(source.split('\n').length);
    const evaluate = (code: string): unknown =>
      new Function('Type', `${code.replace(/export .*/, '')}return { Ab, Cd };`)({
        Object: (value: unknown) => value,
      });
    expect(evaluate(marked)).toEqual(evaluate(source));
  });

  it('does not change a declaration whose end it does not find', () => {
    expect(markSchemasPure('const Ab = make(')).toBe('const Ab = make(');
  });
});
