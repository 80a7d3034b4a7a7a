import { afterEach, describe, expect, it } from '@jest/globals';
import { developer } from '../../contract/principal.ts';
import { createParameterService } from './parameter-service.ts';
import { type ParameterStore, createParameterStore } from './parameter-store.ts';
import { temporaryFolder } from '../../../../workspace/src/testing/temporary-folder.ts';

const opened: ParameterStore[] = [];
const openStore = (folder = temporaryFolder('parameters-')) => {
  const store = createParameterStore(folder);
  opened.push(store);
  return store;
};
afterEach(() => {
  for (const store of opened.splice(0)) store.close();
});

const call = async (store: ParameterStore, operation: string, input: object) => {
  const { body } = await createParameterService({ store }).handle!({
    signingName: 'ssm',
    operation,
    method: 'POST',
    path: '/',
    headers: {},
    body: Buffer.from(JSON.stringify(input)),
    principal: developer,
  });
  return JSON.parse(String(body));
};
const put = (store: ParameterStore, Name: string, Value: string, more: object = {}) =>
  call(store, 'PutParameter', { Name, Value, Type: 'String', ...more });
const valuesOf = ({ Parameters }: { Parameters: { Value: string }[] }) =>
  Parameters.map(({ Value }) => Value);

describe('Parameter Store', () => {
  it('keeps versions, and reads the newest or the one asked for', async () => {
    const store = openStore();
    expect(await put(store, '/seats/rows', '10')).toEqual({ Version: 1, Tier: 'Standard' });
    await expect(put(store, '/seats/rows', '11')).rejects.toMatchObject({ name: 'ParameterAlreadyExists' });
    expect(await put(store, '/seats/rows', '11', { Overwrite: true })).toMatchObject({ Version: 2 });
    expect(await call(store, 'GetParameter', { Name: '/seats/rows' })).toMatchObject({
      Parameter: { Value: '11', Version: 2, ARN: 'arn:aws:ssm:us-east-1:000000000000:parameter/seats/rows' },
    });
    expect(await call(store, 'GetParameter', { Name: '/seats/rows:1' })).toMatchObject({
      Parameter: { Value: '10' },
    });
    await expect(call(store, 'GetParameter', { Name: '/seats/rows:3' })).rejects.toMatchObject({
      name: 'ParameterVersionNotFound',
    });
    expect(valuesOf(await call(store, 'GetParameterHistory', { Name: '/seats/rows' }))).toEqual(['10', '11']);
  });

  it('shows a SecureString only to whom asks for it decrypted', async () => {
    const store = openStore();
    await put(store, '/seats/key', 'secret', { Type: 'SecureString' });
    const shown = async (WithDecryption: boolean) =>
      (await call(store, 'GetParameter', { Name: '/seats/key', WithDecryption })).Parameter.Value;
    expect(await shown(true)).toBe('secret');
    expect(await shown(false)).not.toContain('secret');
  });

  it('reads by path: one level, or all below, page by page', async () => {
    const store = openStore();
    for (const name of ['/a/1', '/a/2', '/a/b/3', '/ab']) await put(store, name, name);
    expect(valuesOf(await call(store, 'GetParametersByPath', { Path: '/a' }))).toEqual(['/a/1', '/a/2']);
    const first = await call(store, 'GetParametersByPath', { Path: '/a/', Recursive: true, MaxResults: 2 });
    const rest = await call(store, 'GetParametersByPath', {
      Path: '/a/',
      Recursive: true,
      MaxResults: 2,
      NextToken: first.NextToken,
    });
    expect([...valuesOf(first), ...valuesOf(rest)]).toEqual(['/a/1', '/a/2', '/a/b/3']);
    expect(rest.NextToken).toBeUndefined();
  });

  it('reads and deletes many, naming those that are not there', async () => {
    const store = openStore();
    await put(store, '/a', 'A');
    expect(await call(store, 'GetParameters', { Names: ['/a', '/b'] })).toMatchObject({
      Parameters: [{ Value: 'A' }],
      InvalidParameters: ['/b'],
    });
    expect(await call(store, 'DeleteParameters', { Names: ['/a', '/b'] })).toEqual({
      DeletedParameters: ['/a'],
      InvalidParameters: ['/b'],
    });
    await expect(call(store, 'GetParameter', { Name: '/a' })).rejects.toMatchObject({
      name: 'ParameterNotFound',
    });
  });

  it.each([
    ['a value over 4 KB', { Value: 'x'.repeat(4097) }, 'maximum parameter value of 4096'],
    ['a name with a space', { Name: '/a b' }, 'letters, numbers'],
    ['a name of AWS', { Name: '/aws/mine' }, 'reserved'],
    ['an empty value', { Value: '' }, 'must not be empty'],
  ])('refuses %s', async (_, wrong, message) => {
    await expect(
      call(openStore(), 'PutParameter', { Name: '/a', Value: 'A', Type: 'String', ...wrong }),
    ).rejects.toThrow(message);
  });

  it('takes a large value as an advanced parameter', async () => {
    const large = { Tier: 'Intelligent-Tiering' };
    expect(await put(openStore(), '/a', 'x'.repeat(5000), large)).toEqual({ Version: 1, Tier: 'Advanced' });
  });

  it('says so where it lacks an operation', async () => {
    await expect(call(openStore(), 'StartSession', {})).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
  });
});

describe('the store', () => {
  it('has what was put when it is opened again', () => {
    const folder = temporaryFolder('parameters-');
    openStore(folder).put({ name: '/a', value: 'A', type: 'String', tier: 'Standard' });
    expect(openStore(folder).get('/a')).toMatchObject({ value: 'A', version: 1 });
  });

  it('leaves an edit by hand alone until the template changes', () => {
    const store = openStore();
    const declared = { name: '/a', value: 'A', type: 'String', tier: 'Standard' } as const;
    store.declare(declared);
    store.put({ ...declared, value: 'by hand' });
    store.declare(declared);
    expect(store.get('/a')?.value).toBe('by hand');
    store.declare({ ...declared, value: 'B' });
    expect(store.get('/a')?.value).toBe('B');
  });

  it('drops what templates declare no more, and keeps what was put', () => {
    const store = openStore();
    store.declare({ name: '/declared', value: 'A', type: 'String', tier: 'Standard' });
    store.put({ name: '/put', value: 'B', type: 'String', tier: 'Standard' });
    store.dropDeclaredExcept([]);
    expect(store.list().map(({ name }) => name)).toEqual(['/put']);
  });
});
