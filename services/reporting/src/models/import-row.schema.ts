import { ImportedProduct } from '#libs/contracts';
import { compiledSchema } from '#libs/schema';

/** Compiled at build time, because a file may have a million rows. */
export default compiledSchema(ImportedProduct, {});
