import { addressToUse } from '#accounts/server/queries/address-book.ts';
import { Refusal } from '#lib/refusal.ts';
import { db, type Db, type Tx } from '#lib/server/db.ts';
import type { Address } from '../../order.ts';

/**
 * An address of the buyer's book, to be copied into an order.
 * @throws {Refusal} invalid_input when it is another's or not there, as for a guest any is
 */
export async function ownAddress(userId: string, id: string, on: Db | Tx = db): Promise<Address> {
	const address = await addressToUse(userId, id, on);
	if (address) return address;
	throw new Refusal('invalid_input', { errors: { address_id: 'This is not in your address book' } });
}
