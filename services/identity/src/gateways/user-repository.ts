/** The users of the pool of customers, by customer id. */
export interface UserRepository {
  /** Returns undefined for a user who does not exist or was deleted. */
  findEmail(customerId: string): Promise<string | undefined>;
}
