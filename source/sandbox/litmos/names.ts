import {Shuffle} from './hash.ts';

/** One culture: given and family names as written, each with its Latin spelling after `=` where it is not Latin. */
interface Culture {
	given: string;
	family: string;
}

const cultures: readonly Culture[] = [
	{
		given:
			'James Olivia Noah Emma Liam Charlotte Henry Amelia Theodore Sophie Jack Grace Samuel Ella Owen Lily Daniel Ruth Peter Hannah Martin Claire Simon Judith',
		family:
			"Smith Johnson Taylor Brown Wilson Walker Hughes Edwards Clarke Wright Robinson Thompson White Hall Green Wood Harris O'Brien O'Connor Fitzgerald McAllister Smith-Jones Bennett Whitaker",
	},
	{
		given: 'José María Lucía Andrés Íñigo Sofía Martín Begoña Raúl Inés Álvaro Ximena',
		family: 'Muñoz García Peña Ibáñez Núñez Fernández Jiménez Ordóñez Ruiz Gutiérrez Castaño Yáñez',
	},
	{
		given: 'Anaïs François Zoé Jérôme Hélène Noël Gaëlle René Chloé Loïc Cécile Benoît',
		family: "Lefèvre D'Angelo Dubois Garçon Béranger L'Hôte Moreau Gagné Côté Lemaître Saint-Exupéry Hervé",
	},
	{
		given: 'Jürgen Änne Günther Käthe Björn Lösche Sören Uwe Friederike Wolfgang Grete Matthäus',
		family: 'Müller Schröder Weiß Größer Jäger Köhler Böhm Großmann Fuchs Krüger Schäfer Vogel',
	},
	{
		given: 'Åsa Øyvind Søren Guðrún Mårten Ærik Päivi Jón Sigríður Håkon Lærke Þóra',
		family: 'Ångström Bjørnsen Þorsteinsson Mäkelä Sørensen Lindqvist Øverland Häkkinen Nygård Sæther Ölander Åberg',
	},
	{
		given: 'Łukasz Małgorzata Jiří Řehoř Zbigniew Šárka Świętosława Ondřej Žofie Paweł Božena Grażyna',
		family: 'Wójcik Dvořák Kowalczyk Łęcki Novák Żurawski Příhoda Szczęsny Šťastný Zając Čermák Błaszczyk',
	},
	{
		given: 'João Conceição Luís Antônia Gonçalo Inês Sebastião Flávia Zé Mônica Estêvão Lúcia',
		family: 'Araújo Magalhães Simões Conceição Guimarães Falcão Lourenço Assunção Brandão Queirós Leitão Sá',
	},
	{
		given: 'Çağla İbrahim Şule Gökhan Işıl Ömer Ayşegül Uğur Züleyha Kâzım Tuğçe Ilgın',
		family: 'Yılmaz Öztürk Çelik Şahin Güneş Doğan Kılıç Aydın Ünal Koç Işık Erdoğdu',
	},
	{
		given: 'Ngọc Đức Thảo Hương Quỳnh Tuấn Lệ Phước Mỹ Bảo Thịnh Yến',
		family: 'Nguyễn Trần Lê Phạm Huỳnh Võ Đặng Bùi Đỗ Hồ Ngô Dương',
	},
	{
		given: 'Priya Arjun Ananya Rohan Lakshmi Vikram Sneha Aditya Kavya Suresh Meera Nikhil',
		family: 'Sharma Patel Iyer Reddy Banerjee Nair Singh Deshpande Chatterjee Menon Kulkarni Rao',
	},
	{
		given: 'Adébáyò Ngozi Kwame Chidiébere Amina Kofi Ifeọma Oluwaseun Fatou Yaw Adaeze Sékou',
		family: 'Okafor Adéyẹmí Mensah Diallo Owusu Nwosu Bâ Eze Traoré Abubakar Boateng Ọlátúnjí',
	},
	{
		given: '伟=wei 芳=fang 娜=na 敏=min 静=jing 丽=li 强=qiang 磊=lei 洋=yang 艳=yan 勇=yong 秀英=xiuying',
		family: '王=wang 李=li 张=zhang 刘=liu 陈=chen 杨=yang 赵=zhao 黄=huang 周=zhou 吴=wu 欧阳=ouyang 司马=sima',
	},
	{
		given:
			'陽菜=hina 蓮=ren さくら=sakura 大翔=hiroto 結衣=yui 悠真=yuma 健太=kenta 美咲=misaki ユウト=yuto 彩花=ayaka 拓海=takumi 直子=naoko',
		family:
			'佐藤=sato 鈴木=suzuki 高橋=takahashi 田中=tanaka 渡辺=watanabe 伊藤=ito 山本=yamamoto 中村=nakamura 小林=kobayashi 齋藤=saito 髙木=takagi 五十嵐=igarashi',
	},
	{
		given:
			'민준=minjun 서연=seoyeon 지훈=jihoon 하은=haeun 도윤=doyun 수빈=subin 예준=yejun 지우=jiwoo 현우=hyunwoo 유진=yujin 은지=eunji 태현=taehyun',
		family: '김=kim 이=lee 박=park 최=choi 정=jung 강=kang 조=cho 윤=yoon 장=jang 임=lim 한=han 남궁=namgung',
	},
	{
		given:
			'Анна=anna Дмитрий=dmitry Ольга=olga Сергей=sergey Юлия=yulia Олександр=oleksandr Іван=ivan Наталья=natalya Ђорђе=djordje Елена=elena Пётр=pyotr Љиљана=ljiljana',
		family:
			'Иванов=ivanov Шевченко=shevchenko Щербаков=shcherbakov Ковальчук=kovalchuk Петров=petrov Жуков=zhukov Ђорђевић=djordjevic Соловьёв=solovyov Їжак=yizhak Новиков=novikov Цветкова=tsvetkova Бојић=bojic',
	},
	{
		given:
			'محمد=mohammed فاطمة=fatima أحمد=ahmed ليلى=layla يوسف=youssef عائشة=aisha خالد=khalid مريم=maryam عمر=omar نور=noor زينب=zaynab حسين=hussein',
		family:
			'الحسن=alhassan خوري=khoury المصري=almasri حداد=haddad النجار=alnajjar منصور=mansour العلي=alali سعيد=saeed الشامي=alshami بركات=barakat عبد_الله=abdullah القاسم=alqasim',
	},
	{
		given:
			'נועה=noa דוד=david תמר=tamar איתן=eitan שירה=shira יעקב=yaakov רחל=rachel אורי=uri מיכל=michal גיל=gil יעל=yael עמית=amit',
		family:
			'כהן=cohen לוי=levi מזרחי=mizrahi פרץ=peretz ביטון=biton דהן=dahan אברהם=avraham פרידמן=friedman אזולאי=azoulay גבאי=gabai שפירא=shapira בן_דוד=bendavid',
	},
	{
		given:
			'Ελένη=eleni Γιώργος=giorgos Δέσποινα=despina Νίκος=nikos Αικατερίνη=aikaterini Χρήστος=christos Ζωή=zoi Άγγελος=angelos Σοφία=sofia Πέτρος=petros Θεοδώρα=theodora Ηλίας=ilias',
		family:
			'Παπαδόπουλος=papadopoulos Γεωργίου=georgiou Νικολάου=nikolaou Οικονόμου=oikonomou Χατζής=chatzis Αγγελίδης=angelidis Δημητρίου=dimitriou Μακρής=makris Σταύρου=stavrou Κωνσταντίνου=konstantinou Ψαρράς=psarras Λάμπρου=lambrou',
	},
	{
		given:
			'สมชาย=somchai สุดา=suda อรุณ=arun กานต์=kan มาลี=malee ณัฐ=nat พิม=pim วิชัย=wichai ศิริ=siri ธนา=thana นภา=napa ปิติ=piti',
		family:
			'ใจดี=jaidee ศรีสุข=srisuk ทองคำ=thongkham แก้วมณี=kaewmanee วงศ์สวัสดิ์=wongsawat บุญมา=boonma สุขสันต์=suksan พรหมมา=phromma รัตนกุล=rattanakul จันทร์เพ็ญ=chanphen เพชรรัตน์=petcharat ชัยมงคล=chaimongkol',
	},
];

interface Name {
	text: string;
	latin: string;
}

const special: Record<string, string> = {
	ß: 'ss',
	ø: 'o',
	æ: 'ae',
	đ: 'd',
	ð: 'd',
	þ: 'th',
	ł: 'l',
	ı: 'i',
};

function latin(text: string): string {
	return text
		.toLowerCase()
		.normalize('NFD')
		.replace(/[ßøæđðþłı]/g, (letter) => special[letter] ?? '')
		.replace(/[^a-z-]/g, '');
}

function names(list: string): Name[] {
	return list.split(' ').map((entry) => {
		const [text = '', spelling] = entry.split('=');
		return {text: text.replaceAll('_', ' '), latin: spelling ?? latin(text)};
	});
}

const read = cultures.map((culture) => ({given: names(culture.given), family: names(culture.family)}));
const total = read.reduce((sum, culture) => sum + culture.given.length * culture.family.length, 0);

export interface PersonName {
	first: string;
	last: string;
	/** Different for every index: `zoe.lefevre`, and from the second round on `zoe.b.lefevre`, `zoe.lefevre27`, … */
	latin: string;
}

/** Gives each account index a name; every combination is used once before any is used again. */
export class PersonNames {
	readonly #order: Shuffle;

	constructor(seed: number) {
		this.#order = new Shuffle(total, seed, 5);
	}

	at(index: number): PersonName {
		let rest = this.#order.at(index % total);
		const round = Math.floor(index / total);
		for (const {given, family} of read) {
			const size = given.length * family.length;
			if (rest >= size) {
				rest -= size;
				continue;
			}
			const first = given[rest % given.length] as Name;
			const last = family[Math.floor(rest / given.length)] as Name;
			const middle = round > 0 && round <= 25 ? `.${String.fromCharCode(97 + round)}` : '';
			const suffix = round > 25 ? String(round) : '';
			return {
				first: middle === '' ? first.text : `${first.text} ${middle.slice(1).toUpperCase()}.`,
				last: last.text,
				latin: `${first.latin}${middle}.${last.latin}${suffix}`,
			};
		}
		throw new RangeError(`no name for index ${index}`);
	}
}
