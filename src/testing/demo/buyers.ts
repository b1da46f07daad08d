import type { DemoBuyer } from './demo.ts';

const people: [string, string, string, string][] = [
	['ben', 'Ben Okafor', 'Rotterdam', 'NL'],
	['cleo', 'Cleo Martin', 'Lyon', 'FR'],
	['maren', 'Maren Lindqvist', 'Uppsala', 'SE'],
	['tomasz', 'Tomasz Wrona', 'Gdańsk', 'PL'],
	['niamh', 'Niamh Byrne', 'Galway', 'IE'],
	['luca', 'Luca Ferrari', 'Bologna', 'IT'],
	['greta', 'Greta Vogel', 'Leipzig', 'DE'],
	['pieter', 'Pieter De Smet', 'Ghent', 'BE'],
	['zofia', 'Zofia Nowak', 'Kraków', 'PL'],
	['elias', 'Elias Virtanen', 'Turku', 'FI'],
	['amara', 'Amara Diallo', 'Lisbon', 'PT'],
	['jonna', 'Jonna Berg', 'Bergen', 'NO'],
	['stefan', 'Stefan Marić', 'Novi Sad', 'RS'],
	['helene', 'Hélène Girard', 'Nantes', 'FR'],
	['oscar', 'Oscar Lund', 'Aarhus', 'DK'],
	['noor', 'Noor Haddad', 'Utrecht', 'NL'],
	['dimitra', 'Dimitra Pappa', 'Thessaloniki', 'GR'],
	['callum', 'Callum Reid', 'Dundee', 'GB'],
	['ilse', 'Ilse Brandt', 'Graz', 'AT'],
	['mateo', 'Mateo Ruiz', 'Valencia', 'ES'],
	['petra', 'Petra Horáková', 'Brno', 'CZ'],
	['andrei', 'Andrei Popescu', 'Cluj-Napoca', 'RO'],
	['sofie', 'Sofie Jensen', 'Odense', 'DK'],
	['yara', 'Yara Costa', 'Braga', 'PT'],
	['levi', 'Levi Baum', 'Basel', 'CH'],
	['katrin', 'Katrin Tamm', 'Tartu', 'EE'],
];

/** Ben and Cleo first; the others are the crowd. */
export const demoBuyers: DemoBuyer[] = people.map(([username, name, town, country]) => ({
	username,
	email: `${username}@example.test`,
	name,
	town,
	country,
}));
