/**
 * The states, provinces and prefectures of countries whose addresses are written with one from a list, in the order in which
 * people there look for them: `code=name` where a code is written, else the name. Japan's stand in both of its ways to be written.
 * Source: Google's libaddressinput metadata (https://chromium-i18n.appspot.com/ssl-address, CC BY 4.0), with Italy's latest.
 */
const REGIONS: Record<string, string> = {
	AE: 'Abu Dhabi~Ajman~Dubai~Fujairah~Ras al Khaimah~Sharjah~Umm Al Quwain',
	AU: 'ACT=Australian Capital Territory~NSW=New South Wales~NT=Northern Territory~QLD=Queensland~SA=South Australia~TAS=Tasmania~VIC=Victoria~WA=Western Australia',
	BR: 'AC=Acre~AL=Alagoas~AP=Amapá~AM=Amazonas~BA=Bahia~CE=Ceará~DF=Distrito Federal~ES=Espírito Santo~GO=Goiás~MA=Maranhão~MT=Mato Grosso~MS=Mato Grosso do Sul~MG=Minas Gerais~PA=Pará~PB=Paraíba~PR=Paraná~PE=Pernambuco~PI=Piauí~RJ=Rio de Janeiro~RN=Rio Grande do Norte~RS=Rio Grande do Sul~RO=Rondônia~RR=Roraima~SC=Santa Catarina~SP=São Paulo~SE=Sergipe~TO=Tocantins',
	CA: 'AB=Alberta~BC=British Columbia~MB=Manitoba~NB=New Brunswick~NL=Newfoundland and Labrador~NT=Northwest Territories~NS=Nova Scotia~NU=Nunavut~ON=Ontario~PE=Prince Edward Island~QC=Quebec~SK=Saskatchewan~YT=Yukon',
	HK: 'Hong Kong Island~Kowloon~New Territories',
	IN: 'Andaman and Nicobar Islands~Andhra Pradesh~Arunachal Pradesh~Assam~Bihar~Chandigarh~Chhattisgarh~Dadra and Nagar Haveli and Daman and Diu~Delhi~Goa~Gujarat~Haryana~Himachal Pradesh~Jammu and Kashmir~Jharkhand~Karnataka~Kerala~Ladakh~Lakshadweep~Madhya Pradesh~Maharashtra~Manipur~Meghalaya~Mizoram~Nagaland~Odisha~Puducherry~Punjab~Rajasthan~Sikkim~Tamil Nadu~Telangana~Tripura~Uttar Pradesh~Uttarakhand~West Bengal',
	IT: "AG=Agrigento~AL=Alessandria~AN=Ancona~AO=Aosta~AR=Arezzo~AP=Ascoli Piceno~AT=Asti~AV=Avellino~BA=Bari~BT=Barletta-Andria-Trani~BL=Belluno~BN=Benevento~BG=Bergamo~BI=Biella~BO=Bologna~BZ=Bolzano~BS=Brescia~BR=Brindisi~CA=Cagliari~CL=Caltanissetta~CB=Campobasso~CE=Caserta~CT=Catania~CZ=Catanzaro~CH=Chieti~CO=Como~CS=Cosenza~CR=Cremona~KR=Crotone~CN=Cuneo~EN=Enna~FM=Fermo~FE=Ferrara~FI=Firenze~FG=Foggia~FC=Forlì-Cesena~FR=Frosinone~GE=Genova~GO=Gorizia~GR=Grosseto~IM=Imperia~IS=Isernia~AQ=L'Aquila~SP=La Spezia~LT=Latina~LE=Lecce~LC=Lecco~LI=Livorno~LO=Lodi~LU=Lucca~MC=Macerata~MN=Mantova~MS=Massa-Carrara~MT=Matera~ME=Messina~MI=Milano~MO=Modena~MB=Monza e Brianza~NA=Napoli~NO=Novara~NU=Nuoro~OR=Oristano~PD=Padova~PA=Palermo~PR=Parma~PV=Pavia~PG=Perugia~PU=Pesaro e Urbino~PE=Pescara~PC=Piacenza~PI=Pisa~PT=Pistoia~PN=Pordenone~PZ=Potenza~PO=Prato~RG=Ragusa~RA=Ravenna~RC=Reggio Calabria~RE=Reggio Emilia~RI=Rieti~RN=Rimini~RM=Roma~RO=Rovigo~SA=Salerno~SS=Sassari~SV=Savona~SI=Siena~SR=Siracusa~SO=Sondrio~SU=Sud Sardegna~TA=Taranto~TE=Teramo~TR=Terni~TO=Torino~TP=Trapani~TN=Trento~TV=Treviso~TS=Trieste~UD=Udine~VA=Varese~VE=Venezia~VB=Verbano-Cusio-Ossola~VC=Vercelli~VR=Verona~VV=Vibo Valentia~VI=Vicenza~VT=Viterbo",
	JP: 'Hokkaido=北海道~Aomori=青森県~Iwate=岩手県~Miyagi=宮城県~Akita=秋田県~Yamagata=山形県~Fukushima=福島県~Ibaraki=茨城県~Tochigi=栃木県~Gunma=群馬県~Saitama=埼玉県~Chiba=千葉県~Tokyo=東京都~Kanagawa=神奈川県~Niigata=新潟県~Toyama=富山県~Ishikawa=石川県~Fukui=福井県~Yamanashi=山梨県~Nagano=長野県~Gifu=岐阜県~Shizuoka=静岡県~Aichi=愛知県~Mie=三重県~Shiga=滋賀県~Kyoto=京都府~Osaka=大阪府~Hyogo=兵庫県~Nara=奈良県~Wakayama=和歌山県~Tottori=鳥取県~Shimane=島根県~Okayama=岡山県~Hiroshima=広島県~Yamaguchi=山口県~Tokushima=徳島県~Kagawa=香川県~Ehime=愛媛県~Kochi=高知県~Fukuoka=福岡県~Saga=佐賀県~Nagasaki=長崎県~Kumamoto=熊本県~Oita=大分県~Miyazaki=宮崎県~Kagoshima=鹿児島県~Okinawa=沖縄県',
	MX: 'AGS=Aguascalientes~BC=Baja California~BCS=Baja California Sur~CAMP=Campeche~CHIS=Chiapas~CHIH=Chihuahua~CDMX=Ciudad de México~COAH=Coahuila~COL=Colima~DGO=Durango~MEX=Estado de México~GTO=Guanajuato~GRO=Guerrero~HGO=Hidalgo~JAL=Jalisco~MICH=Michoacán~MOR=Morelos~NAY=Nayarit~NL=Nuevo León~OAX=Oaxaca~PUE=Puebla~QRO=Querétaro~QROO=Quintana Roo~SLP=San Luis Potosí~SIN=Sinaloa~SON=Sonora~TAB=Tabasco~TAMPS=Tamaulipas~TLAX=Tlaxcala~VER=Veracruz~YUC=Yucatán~ZAC=Zacatecas',
	US: 'AL=Alabama~AK=Alaska~AS=American Samoa~AZ=Arizona~AR=Arkansas~AA=Armed Forces Americas~AE=Armed Forces Europe~AP=Armed Forces Pacific~CA=California~CO=Colorado~CT=Connecticut~DE=Delaware~DC=District of Columbia~FL=Florida~GA=Georgia~GU=Guam~HI=Hawaii~ID=Idaho~IL=Illinois~IN=Indiana~IA=Iowa~KS=Kansas~KY=Kentucky~LA=Louisiana~ME=Maine~MH=Marshall Islands~MD=Maryland~MA=Massachusetts~MI=Michigan~FM=Micronesia~MN=Minnesota~MS=Mississippi~MO=Missouri~MT=Montana~NE=Nebraska~NV=Nevada~NH=New Hampshire~NJ=New Jersey~NM=New Mexico~NY=New York~NC=North Carolina~ND=North Dakota~MP=Northern Mariana Islands~OH=Ohio~OK=Oklahoma~OR=Oregon~PW=Palau~PA=Pennsylvania~PR=Puerto Rico~RI=Rhode Island~SC=South Carolina~SD=South Dakota~TN=Tennessee~TX=Texas~UT=Utah~VT=Vermont~VI=Virgin Islands~VA=Virginia~WA=Washington~WV=West Virginia~WI=Wisconsin~WY=Wyoming',
};

export type Region = {
	/** As it is written on a parcel: `CA`, `Delhi`. */
	code: string;
	name: string;
};

/** The regions of a country to choose from; empty where there is no list. */
export function regionsOf(country: string): Region[] {
	const listed = Object.hasOwn(REGIONS, country) ? REGIONS[country]! : '';
	return listed
		.split('~')
		.filter(Boolean)
		.map((entry) => {
			const [code, name] = entry.split('=') as [string, string?];
			return { code, name: name ?? code };
		});
}

/** The region that was meant: by its code or its name, in whatever case and with or without its accents. */
export function findRegion(country: string, given: string): Region | undefined {
	let known = byName.get(country);
	if (!known) {
		known = new Map();
		for (const region of regionsOf(country).toReversed())
			known.set(loosely(region.name), region).set(loosely(region.code), region);
		byName.set(country, known);
	}
	return known.get(loosely(given));
}
const byName = new Map<string, Map<string, Region>>();

const loosely = (text: string) =>
	text
		.normalize('NFKD')
		.replace(/[\u0300-\u036f]/g, '')
		.replace(/[\s.,'’()\u2010-\u2015-]/g, '')
		.toLowerCase();
