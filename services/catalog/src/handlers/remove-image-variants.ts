import { environment } from '#libs/config';
import { changeHandler } from '#libs/lambda';
import { removeImageVariants } from '../controllers/remove-image-variants.ts';
import { s3ImageBucket } from '../gateways/s3-image-bucket.ts';

const env = environment({ IMAGES_BUCKET: 'text' });
const deps = { bucket: s3ImageBucket(env.IMAGES_BUCKET) };

export const handler = changeHandler((recorded) => removeImageVariants(recorded, deps));
