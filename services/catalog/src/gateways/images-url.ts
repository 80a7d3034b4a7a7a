/**
 * The public base URL of the bucket's images. Behind a content delivery network, return its URL here.
 *
 * @param lambda  the environment of a Lambda function; AWS_ENDPOINT_URL replaces the endpoint of AWS
 */
export function imagesUrl(
  bucket: string,
  lambda: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const s3 = lambda['AWS_ENDPOINT_URL'] ?? `https://s3.${lambda['AWS_REGION']}.amazonaws.com`;
  return `${s3}/${bucket}`;
}
