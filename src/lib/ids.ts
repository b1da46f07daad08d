import { ulid } from 'ulid';

/**
 * A row's id: a ULID (48 bits of time, 80 random bits), in lower case for the address bar. Made in the app, so that a
 * whole order with its lines can be written without asking the database for anything. Sorts by time of making, but
 * is no cursor: ids are handed out before commit.
 */
export function newId(): string {
	return ulid().toLowerCase();
}

export const ID_PATTERN = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;

const NUMBER_ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A number to say on the telephone, e.g. "MD-7K2MQ9XD": says nothing of how many orders there are. */
export function newOrderNumber(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(8));
	return 'MD-' + Array.from(bytes, (byte) => NUMBER_ALPHABET[byte % NUMBER_ALPHABET.length]).join('');
}
