import { EmailAddress } from '#libs/models';
import { compiledSchema } from '#libs/schema';
import { Type } from 'typebox';

/** The attributes of a user that events carry later; Cognito accepts more email addresses than SES can send to. */
export default compiledSchema(Type.Object({ email: EmailAddress }), {});
