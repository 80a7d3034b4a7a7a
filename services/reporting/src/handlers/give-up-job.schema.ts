import { commandContract } from '#libs/contracts';
import { idOf } from '#libs/models';

export default commandContract('GiveUpJob', 1, { jobId: idOf('job') });
