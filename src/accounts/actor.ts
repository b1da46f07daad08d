/** Whoever is asking, as far as the house needs to know. Made by `authenticate`, handed to every command. */
export type Actor = {
	id: string;
	username: string;
	role: 'user' | 'admin';
	emailVerified: boolean;
	/** Public id of the session; null for a program with an API token. */
	sessionId: string | null;
	/** The shop that they chose to work in, as the request says: whoever acts on it asks whether they may. */
	shopId?: string | undefined;
};

/** Somebody without an account, known by a signed cookie. May buy, and nothing that needs signing in. */
export type Guest = { id: string; guest: true };

/** Whoever buys: a member, or a guest. */
export type Shopper = { id: string; guest?: true };

export function isGuest(shopper: Shopper): shopper is Guest {
	return shopper.guest === true;
}

export function isAdmin(actor: Actor | null | undefined): actor is Actor {
	return actor?.role === 'admin';
}
