/**
 * Loads bundles one after the other until one loads undici or fails, and prints which. It is plain JavaScript without
 * imports, because an import of one of Node's modules could load undici itself.
 *
 * The environment variable BUNDLES has the files, each with its environment variables: `[{ file, environment }]`.
 */
for (const { file, environment } of JSON.parse(process.env.BUNDLES)) {
  Object.assign(process.env, environment);
  const error = await import(file).then(
    () => undefined,
    (reason) => String(reason?.stack ?? reason),
  );
  const loadsUndici = process.moduleLoadList.some((name) => name.includes('deps/undici'));
  if (error !== undefined || loadsUndici) {
    process.stdout.write(`${JSON.stringify({ file, error })}\n`, () => process.exit(0));
    break;
  }
}
