import { commandContract } from '#libs/contracts';
import { idSchema } from '#libs/models';

export default commandContract('GiveUpJob', 1, { jobId: idSchema('job') });
