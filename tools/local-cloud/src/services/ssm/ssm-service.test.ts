import { afterEach, describe, expect, it } from '@jest/globals';
import { developer } from '../../contract/principal.ts';
import { createSsmService } from './ssm-service.ts';
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
  const { body } = await createSsmService({ store }).handle!({
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
const toValues = ({ Parameters }: { Parameters: { Value: string }[] }) =>
  Parameters.map(({ Value }) => Value);

describe('Parameter Store', () => {
  it('stores versions and returns the latest or the requested one', async () => {
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
    expect(toValues(await call(store, 'GetParameterHistory', { Name: '/seats/rows' }))).toEqual(['10', '11']);
  });

  it('returns the value of a SecureString only with decryption', async () => {
    const store = openStore();
    await put(store, '/seats/key', 'secret', { Type: 'SecureString' });
    const read = async (WithDecryption: boolean) =>
      (await call(store, 'GetParameter', { Name: '/seats/key', WithDecryption })).Parameter.Value;
    expect(await read(true)).toBe('secret');
    expect(await read(false)).not.toContain('secret');
  });

  it('reads parameters by path, one level or recursively, in pages', async () => {
    const store = openStore();
    for (const name of ['/a/1', '/a/2', '/a/b/3', '/ab']) await put(store, name, name);
    expect(toValues(await call(store, 'GetParametersByPath', { Path: '/a' }))).toEqual(['/a/1', '/a/2']);
    const first = await call(store, 'GetParametersByPath', { Path: '/a/', Recursive: true, MaxResults: 2 });
    const rest = await call(store, 'GetParametersByPath', {
      Path: '/a/',
      Recursive: true,
      MaxResults: 2,
      NextToken: first.NextToken,
    });
    expect([...toValues(first), ...toValues(rest)]).toEqual(['/a/1', '/a/2', '/a/b/3']);
    expect(rest.NextToken).toBeUndefined();
  });

  it('reads and deletes several parameters and reports the missing ones', async () => {
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
    // cspell:ignore letters -- the error text of AWS
    ['a name with a space', { Name: '/a b' }, 'letters, numbers'],
    ['a reserved name', { Name: '/aws/mine' }, 'reserved'],
    ['an empty value', { Value: '' }, 'must not be empty'],
  ])('rejects %s', async (_, wrong, message) => {
    await expect(
      call(openStore(), 'PutParameter', { Name: '/a', Value: 'A', Type: 'String', ...wrong }),
    ).rejects.toThrow(message);
  });

  it('stores a large value in the advanced tier', async () => {
    const large = { Tier: 'Intelligent-Tiering' };
    expect(await put(openStore(), '/a', 'x'.repeat(5000), large)).toEqual({ Version: 1, Tier: 'Advanced' });
  });

  it('rejects an unsupported operation', async () => {
    await expect(call(openStore(), 'StartSession', {})).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
  });
});

describe('createParameterStore', () => {
  it('keeps parameters after it is reopened', () => {
    const folder = temporaryFolder('parameters-');
    openStore(folder).put({ name: '/a', value: 'A', type: 'String', tier: 'Standard' });
    expect(openStore(folder).get('/a')).toMatchObject({ value: 'A', version: 1 });
  });

  it('keeps a manual change until the template changes', () => {
    const store = openStore();
    const declared = { name: '/a', value: 'A', type: 'String', tier: 'Standard' } as const;
    store.declare(declared);
    store.put({ ...declared, value: 'manual' });
    store.declare(declared);
    expect(store.get('/a')?.value).toBe('manual');
    store.declare({ ...declared, value: 'B' });
    expect(store.get('/a')?.value).toBe('B');
  });

  it('deletes parameters removed from templates and keeps the others', () => {
    const store = openStore();
    store.declare({ name: '/declared', value: 'A', type: 'String', tier: 'Standard' });
    store.put({ name: '/put', value: 'B', type: 'String', tier: 'Standard' });
    store.deleteDeclaredExcept([]);
    expect(store.list().map(({ name }) => name)).toEqual(['/put']);
  });
});
