// Runs before each script, on the Node that started npm. It is CommonJS with old syntax, so that every version runs it.
const wanted = 24;
const major = Number(process.versions.node.split('.')[0]);
if (major < wanted) {
  console.error(
    `Tradewind needs Node ${wanted}, and this is ${process.version}.\n` +
      `It arrives with "npm ci" as an optional dependency; for ${process.platform}-${process.arch} it did not.\n` +
      'Run "npm ci" again without --omit=optional, or install Node 24 from https://nodejs.org.',
  );
  process.exit(1);
}
