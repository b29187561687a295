const split = (words: string): string[] => words.trim().split(/\s+/);

/** Words that carry grammar rather than content; prose is full of them, a list of keywords is not. */
const determiners: ReadonlySet<string> = new Set(
  split('a an the this that these those each every any some all both our your its their his her my another'),
);
const prepositions: ReadonlySet<string> = new Set(
  split(
    'of in on at by for from to with within without between among into onto over under about against through during towards toward per via as than like after before',
  ),
);
const conjunctions: ReadonlySet<string> = new Set(
  split(
    'and or but nor so because since while whereas although though if when whenever unless until then therefore thus hence whence',
  ),
);
const auxiliaries: ReadonlySet<string> = new Set(
  split(
    'is are was were be been being am do does did has have had will would can could should may might must shall',
  ),
);
const pronouns: ReadonlySet<string> = new Set(
  split(
    'i we you he she it they them us me him one which who what whose where how there that this something everything nothing everyone',
  ),
);

export const functionWords: ReadonlySet<string> = new Set([
  ...determiners,
  ...prepositions,
  ...conjunctions,
  ...auxiliaries,
  ...pronouns,
  ...split(
    'not no also too very only just even still more most less least much many such same other others again already',
  ),
]);

/** Common English words, none of which is a misspelling of another: spelling repair leaves them alone. */
export const commonWords: ReadonlySet<string> = new Set([
  ...functionWords,
  ...split(`
    able above accept according account across act action active actual add age ago agree air allow almost alone along alway always
    amount angry animal answer appear apply area argue arm around arrive art ask assume attack attend author avoid aware away
    baby back bad bag ball bank bar bare base basic beach bear beat beautiful become bed begin behavior behaviour behind believe below beside
    best better beyond big bigger biggest bit black block blood blow blue board boat body bold book boost bore boring both bottom box boy brain branch bread
    break bright bring brother build burn business buy cake call calm came camera capital car card care carry case cat catch cause
    cell center central century certain chain chair chance change character charge chart check child choice choose chose chosen circle city claim class
    clean clear click close closer closest code coin cold collect color colour column combine come comes common compare complete computer concept
    condition confuse consider contain content context continue control cook cool copy core correct cost count country couple course court
    cover crazy create creative crowd cry cup current curve custom cut dance danger dark data date day dead deal dear death decide
    deep define degree depend describe design desk detail determine develop dice die differ different difficult dinner direct direction
    discover discuss disease distance dog door double doubt down draft draw drawn dream dress drift drink drive drop dry due during dust early
    earn earth easily east easy eat edge effect effort eight either else emotion empty end enemy energy engine enjoy enough enter entire
    equation escape essay evening event ever evidence exact example except exist expect explain explode express extra extreme eye face fact fail
    fair fall false family famous far fast father favor favorite favour feature feel few field fight figure fill film final find fine
    finger finish fire firm first fish fit five fix flip float floor flow fly focus follow food foot force forest forget form former
    forward found four free fresh friend front fruit full function fun further future gain game gap garden gas gave general generate get gets getting
    giant girl give given gives glass go goes going gold gone good got grade grand great green grew ground group grow guess guide hair half
    hand happen happens happy hard hat head health hear heart heat heavy held help here hide hit hold home hope hot hour house
    however huge human hundred hurt ice idea identify image imagine impact imply important improve include indeed index inside instead
    interest inverse island issue item job join joke jump keep key kill kind king knob know known lack land language last late later laugh
    law lay lead leader learn leave leaves led left leg length let letter level lie life light likely limit line lines list listen live local
    logic long look lose loss lost lot lots love luck machine made magic main make makes making man map mark market mask mass match material
    math maybe mean meaning means meant measure meat meet member memory mention message method middle mind minute miss mix model modern moment
    money month mood moon moral morning mother mountain mountains mouth move movie music name narrow nature near nearly necessary need neither network never new
    news next nice night nine noise none normal north nose note notice now number numbers object observe obvious occur odd offer office often
    oil old once open operate opinion opposite option orange order ordinary original ought out outcome output outside own page pair paper
    parent park part particular partner party pass past path pattern pay peak people perfect perhaps period person pet phone photo phrase pick
    picked picks picture piece pile place plain plan plant play please plot plus point points poor popular position possible power practice
    predict prefer prepare present press pretty previous price print private probably problem process produce product program proper
    prove provide public pull pure purpose push put quality question quick quickly quiet quite race rain range rank rare rate rather reach
    react read ready real reality really reason reasons receive recent recognize record red refer region relate relation remain remember
    remove repeat replace report represent require rest result return rich ride right ring rise risk river road rock role roll room root
    rough round row rule rules run safe said sale salt sand sat save saw say says scale scene school science score sea season seat second
    section see seem seems seen select self sell send sense sentence separate serious serve set seven several shall shape share sharp she
    shift ship shoe shop shore short shot show shown shows shut sick side sight sign signal silver similar simple simply sing single sit
    six size skill skin sky sleep slice slide slider slow small smart smile smooth snow social soft softer soil sold solid solution solve somehow
    sometimes son song soon sort sound source south space speak special specific speed spell spend spin split spot spotlight spread spring square
    stage stand star stars start starts state stay stays steal step steps stick still stone stood stop store story stove straight strange street
    stress stretch strike strong structure student study stuff style subject success such sudden suit sum summer sun support suppose sure
    surface surprise sweet swim swing symbol system table tail take taken takes talk tall target task taste teach teacher team tell ten
    tend term terms test text thank thing things think third thought thousand three throw ticket tie tight time times tiny title today
    together told tone took tool top total touch tower town track trade train travel tree trial trick trip trouble true trust truth try
    turn turned twelve twice twin two type under understand unique unit until up upon use used useful uses using usual usually value values various
    vast view visit voice vote wait walk wall want war warm wash watch water wave way ways weak wear weather week weigh well went west
    wheel white whole why wide wild win wind window winner winter wins wish woman wonder wood word words work world worry worse worst worth
    write wrong wrote year yes yet young zero
    bigger smaller larger largest smallest highest lowest greatest higher lower tall taller tallest bit bits sort kind times gets
    log logs gap gaps odd odds fold form forms mode made side lots link links tend tends shift adds raise rise rose fell
  `),
]);
