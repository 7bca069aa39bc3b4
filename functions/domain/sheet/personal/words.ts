import { comparisonKey } from '../headers/key.ts';

/** What of people a column may hold. */
export type PersonalKind = 'name' | 'phone' | 'mail' | 'id' | 'birth';

/** What headers in the languages Jalon speaks call it; names are mostly told by two words, see below. */
const PHRASES: Readonly<Record<PersonalKind, readonly string[]>> = {
  name: [
    ...['full name', 'first name', 'last name', 'given name', 'family name', 'middle name', 'surname', 'forename'],
    ...['nom et prénom', 'nom et prénoms', 'noms et prénoms', 'nom prénom', 'prénom', 'prénoms', 'nom complet'],
    ...['nom de famille', 'nombre completo', 'nombre y apellido', 'nombre y apellidos', 'nombres y apellidos'],
    ...['apellido', 'apellidos', 'primer nombre', 'segundo nombre'],
    ...['الاسم الكامل', 'الاسم الثلاثي', 'الاسم الرباعي', 'الاسم الأول', 'اسم العائلة', 'اللقب', 'الاسم واللقب'],
  ],
  phone: [
    ...['phone', 'phones', 'telephone', 'tel', 'mobile', 'cell', 'cellphone', 'whatsapp', 'gsm'],
    ...['téléphone', 'téléphones', 'tél', 'portable', 'teléfono', 'teléfonos', 'móvil', 'celular'],
    ...['هاتف', 'الهاتف', 'جوال', 'الجوال', 'موبايل', 'الموبايل', 'المحمول', 'تلفون', 'التلفون', 'واتساب'],
  ],
  mail: [
    ...['e-mail', 'e-mails', 'email', 'emails', 'mail', 'courriel', 'courriels', 'adresse électronique', 'mél'],
    ...['correo', 'correos', 'correo electrónico', 'البريد الإلكتروني', 'بريد إلكتروني', 'إيميل', 'الإيميل'],
  ],
  id: [
    ...['passport', 'national id', 'id number', 'id no', 'id card', 'identity card', 'identity number', 'identity no'],
    ...[
      'identification number',
      'identity document',
      'case id',
      'case number',
      'case no',
      'case file',
      'individual id',
    ],
    ...['beneficiary id', 'beneficiary number', 'participant id', 'migrant id', 'household id', 'registration id'],
    ...['unhcr id', 'unhcr number', 'progres id', 'ration card', 'biometric id', 'social security number'],
    ...['passeport', 'carte d’identité', 'numéro d’identité', 'n° d’identité', 'pièce d’identité', 'cni', 'nina'],
    ...[
      'numéro de dossier',
      'n° de dossier',
      'n° dossier',
      'numéro du cas',
      'identifiant du bénéficiaire',
      'matricule',
    ],
    ...['identifiant individuel', 'code bénéficiaire', 'code du bénéficiaire', 'numéro du bénéficiaire'],
    ...['pasaporte', 'cédula', 'documento de identidad', 'número de documento', 'número de identidad', 'dni', 'curp'],
    ...['número de expediente', 'n° de expediente', 'número de caso', 'código de beneficiario', 'id de beneficiario'],
    ...['جواز السفر', 'رقم الجواز', 'رقم الهوية', 'الهوية الوطنية', 'الرقم الوطني', 'بطاقة الهوية', 'رقم الملف'],
    ...['رقم الحالة', 'رقم المستفيد', 'رقم القيد'],
  ],
  birth: [
    ...['date of birth', 'birth date', 'birthdate', 'dob', 'birthday', 'year of birth', 'date de naissance', 'ddn'],
    ...['année de naissance', 'fecha de nacimiento', 'año de nacimiento'],
    ...['تاريخ الميلاد', 'تاريخ الولادة', 'سنة الميلاد'],
  ],
};

/** A column of names says so and whose they are. */
const NAME_WORDS = ['name', 'names', 'nom', 'noms', 'nombre', 'nombres', 'اسم', 'الاسم', 'أسماء', 'الأسماء'];
const PERSON_WORDS = [
  ...['beneficiary', 'beneficiaries', 'participant', 'participants', 'person', 'migrant', 'migrants', 'returnee'],
  ...['returnees', 'refugee', 'refugees', 'victim', 'victims', 'survivor', 'survivors', 'client', 'clients', 'patient'],
  ...['patients', 'child', 'children', 'student', 'students', 'trainee', 'trainees', 'applicant', 'applicants'],
  ...['head', 'caregiver', 'father', 'mother', 'spouse', 'guardian', 'passenger', 'passengers', 'recipient'],
  ...['bénéficiaire', 'bénéficiaires', 'participante', 'participantes', 'migrante', 'rapatrié', 'réfugié', 'victime'],
  ...['victimes', 'survivante', 'enfant', 'enfants', 'élève', 'élèves', 'étudiant', 'étudiants', 'stagiaire'],
  ...['stagiaires', 'chef', 'père', 'mère', 'tuteur', 'personne'],
  ...['beneficiario', 'beneficiaria', 'beneficiarios', 'beneficiarias', 'migrantes', 'retornado', 'refugiado'],
  ...['víctima', 'víctimas', 'sobreviviente', 'cliente', 'clientes', 'paciente', 'pacientes', 'niño', 'niña', 'alumno'],
  ...['estudiante', 'estudiantes', 'jefe', 'jefa', 'padre', 'madre', 'tutor', 'persona'],
  ...['المستفيد', 'المستفيدة', 'المستفيدين', 'المشارك', 'المشاركة', 'المشاركين', 'المهاجر', 'العائد', 'اللاجئ'],
  ...['الضحية', 'الناجية', 'الطفل', 'الطالب', 'المريض', 'رب', 'الأب', 'الأم', 'الشخص'],
];

/** Of those who work on the report, not of those it is about. */
const STAFF_PHRASES = [
  ...['responsible', 'responsibility', 'focal point', 'focal person', 'contact person', 'contact point', 'prepared by'],
  ...['reported by', 'submitted by', 'entered by', 'compiled by', 'collected by', 'approved by', 'validated by'],
  ...['verified by', 'reviewed by', 'author', 'owner', 'officer', 'staff', 'supervisor', 'manager', 'reporter'],
  ...['responsable', 'responsables', 'point focal', 'personne de contact', 'préparé par', 'saisi par', 'validé par'],
  ...['rapporteur', 'auteur', 'gestionnaire', 'punto focal', 'persona de contacto', 'elaborado por'],
  ...['preparado por', 'validado por', 'autor', 'encargado'],
  ...['المسؤول', 'مسؤول', 'جهة الاتصال', 'نقطة الاتصال', 'مسؤول الاتصال', 'إعداد', 'أعده', 'المنسق'],
];

/** Ages and sexes of single people stand beside their names. */
const AGE_HEADERS = ['age', 'age years', 'âge', 'edad', 'العمر', 'السن'];

const folded = (phrases: readonly string[]): readonly string[] => phrases.map((phrase) => ` ${comparisonKey(phrase)} `);
const KINDS = [
  { kind: 'birth', phrases: folded(PHRASES.birth) },
  { kind: 'id', phrases: folded(PHRASES.id) },
  { kind: 'mail', phrases: folded(PHRASES.mail) },
  { kind: 'phone', phrases: folded(PHRASES.phone) },
  { kind: 'name', phrases: folded(PHRASES.name) },
] as const;
const NAMES = folded(NAME_WORDS);
const PERSONS = folded(PERSON_WORDS);
const STAFF = folded(STAFF_PHRASES);
const AGES = new Set(AGE_HEADERS.map(comparisonKey));

/** Longer texts are sentences, not headers. */
const LONGEST_HEADER = 80;

/** What a header says of its column; `name?` where it may be anything's name. */
export type HeaderSays = PersonalKind | 'name?' | 'staff' | 'age';

/** What a text would say of the column below it, were it a header; null for nothing that matters here. */
export function headerSays(text: string): HeaderSays | null {
  if (text.length > LONGEST_HEADER) return null;
  const key = comparisonKey(text);
  const has = (phrases: readonly string[]) => phrases.some((phrase) => ` ${key} `.includes(phrase));
  if (AGES.has(key)) return 'age';
  const found = KINDS.find(({ phrases }) => has(phrases))?.kind ?? null;
  const isOfPerson = found === 'id' || found === 'birth' || has(PERSONS);
  if (has(STAFF) && !isOfPerson) return 'staff';
  if (found !== null) return found;
  if (has(NAMES)) return has(PERSONS) ? 'name' : 'name?';
  return has(PERSONS) ? 'name?' : null;
}
