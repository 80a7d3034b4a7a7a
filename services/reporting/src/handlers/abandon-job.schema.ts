import { commandContract } from '#libs/contracts';
import { idSchema } from '#libs/models';

export default commandContract('AbandonJob', 1, { jobId: idSchema('job') });
