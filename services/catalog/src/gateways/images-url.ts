/**
 * Where everybody reads the bucket's images; with a content delivery network in front, its address goes here.
 *
 * @param lambda  the variables that Lambda gives each function, and the SDK's own for an endpoint that stands in for AWS
 */
export function imagesUrl(
  bucket: string,
  lambda: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const s3 = lambda['AWS_ENDPOINT_URL'] ?? `https://s3.${lambda['AWS_REGION']}.amazonaws.com`;
  return `${s3}/${bucket}`;
}
