import { parameter } from '#libs/config';
import { Type } from 'typebox';

export default parameter(
  Type.Array(Type.String({ pattern: '^[^\\s/]{1,255}:(\\d{1,5}|\\*)$' }), { maxItems: 100 }),
  {
    description:
      'host:port that may be plain HTTP and not public, such as ["127.0.0.1:*"]; empty in production',
  },
);
