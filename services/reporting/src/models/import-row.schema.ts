import { ImportedProduct } from '#libs/contracts';
import { compiledSchema } from '#libs/schema';

/** What a row has to be; compiled ahead, for a file may have a million of them. */
export default compiledSchema(ImportedProduct, {});
