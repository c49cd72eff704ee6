// The lists that names and mentions need; see Vocabulary.swift. Titles and roles are closed classes;
// given names and places are the commonest ones of the news, enough to tell a person from a city.
let nameLists: [(WordFacts, String)] = [
  (
    [.title, .male],
    "mr mr. sir lord king prince duke father brother pope emperor sultan sheikh emir baron earl congressman councilman"
  ),
  (
    [.title, .female],
    "mrs mrs. ms ms. miss dame lady queen princess duchess sister congresswoman councilwoman baroness countess empress"
  ),
  (
    .title,
    """
    president vice prime minister chancellor secretary dr dr. doctor prof prof. professor rev rev. reverend gen gen. general
    col col. colonel lt lt. lieutenant maj maj. major capt capt. captain sgt sgt. sergeant adm adm. admiral commander marshal
    sen sen. senator rep rep. representative gov gov. governor mayor judge justice attorney ambassador rabbi imam cardinal
    archbishop bishop cllr councillor councilor deputy speaker chief director spokesman spokeswoman spokesperson officer
    detective inspector superintendent constable sheriff commissioner chairman chairwoman chairperson chair premier
    taoiseach ayatollah mullah cheikh crown corporal private brigadier treasurer comptroller coach mp foreign defense defence
    interior finance home first attorney-general prosecutor leader undersecretary st st. saint
    """
  ),
  (
    .role,
    """
    president minister chancellor secretary doctor professor general colonel lieutenant captain sergeant admiral commander
    senator representative governor mayor judge justice attorney ambassador rabbi imam cardinal archbishop bishop councillor
    deputy speaker chief director spokesman spokeswoman spokesperson officer detective inspector superintendent sheriff
    commissioner chairman chairwoman chairperson chair premier leader candidate nominee lawmaker congressman congresswoman
    activist analyst author lawyer prosecutor researcher scientist economist engineer journalist reporter editor executive
    ceo founder co-founder owner manager adviser advisor aide strategist historian expert doctor physician surgeon nurse
    actor actress singer writer novelist poet director producer coach player striker envoy diplomat billionaire businessman
    businesswoman banker trader farmer teacher student resident king queen pope monarch dictator strongman militant fighter
    head boss politician mp lawmaker legislator councilman councilwoman treasurer comptroller ombudsman official negotiator
    investigator campaigner organiser organizer pilot astronaut artist musician comedian host anchor columnist entrepreneur
    investor developer consultant celebrity star suspect defendant plaintiff spokespeople counsel nominee contender rival successor predecessor psychologist sociologist philosopher priest pastor cleric preacher
    """
  ),
  (
    [.role, .male],
    "spokesman chairman congressman businessman king councilman actor monk priest ombudsman policeman"
  ),
  (
    [.role, .female],
    "spokeswoman chairwoman congresswoman businesswoman queen councilwoman actress nun policewoman"
  ),
  (
    .leader, "president minister chancellor leader premier king queen monarch emperor dictator taoiseach pope"
  ),
  (
    .roleModifier,
    """
    former ex current acting interim deputy vice assistant senior chief lead prime foreign defense defence interior finance
    then late outgoing incoming top head press political military legal national regional local executive managing
    presidential republican democratic democrat conservative labour independent human rights research police army navy air
    force opposition party campaign company tech technology team club state city county federal white house elect based veteran pop film rock
    """
  ),
  (.male, "he him his himself"),
  (.female, "she her hers herself"),
  (
    .maleName,
    """
    james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald
    steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric
    jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry
    tyler aaron jose adam nathan henry douglas zachary peter kyle ethan walter noah jeremy christian keith roger terry
    austin sean gerald carl harold dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan alan juan albert
    willie elijah wayne randy vincent philip bobby johnny bradley mike tim chris craig derek glenn lester anderson phil tom tony bill bob jim ben dan dave ed fred
    greg harry ian jeff ken leo luke matt max neil nick oliver oscar pete ray rick rob ron sam simon steve ted todd
    vladimir volodymyr sergei sergey dmitry dmytro ivan igor boris oleg alexei mikhail nikolai viktor yuri andriy mohammed
    muhammad mohammad mohamed ahmed ali hassan hussein omar ibrahim abdul mahmoud khalid yusuf mustafa recep emmanuel jean
    pierre francois jacques michel olivier hans klaus jurgen friedrich otto stefan wolfgang luis carlos jorge miguel pedro
    pablo diego fernando rafael javier antonio marco giuseppe luca matteo giovanni narendra rahul amit rajiv sanjay xi jin
    wei li hiroshi kenji takashi shinzo bernie barack marco rand newt rudy nigel gordon graham gareth alistair hamish rishi
    keir jeremy elon jens lars erik nils sven olaf anders
    """
  ),
  (
    .femaleName,
    """
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly
    emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela
    shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet catherine maria
    heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan andrea cheryl
    hannah jacqueline martha gloria teresa ann anne sara madison frances kathryn janice jean abigail alice julia judy sophia
    grace denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie kayla alexis
    lori tammy vicki vicky toni paula gail ellen anita hillary chelsea nikki kate katie jane lucy ella zoe nina eva elena olga svetlana natalia tatiana yulia irina
    oksana fatima aisha leila maryam zahra ursula angela ingrid greta astrid sofia carmen rosa lucia paola giulia francesca
    priya indira sonia kamala condoleezza nancy melania ivanka sarah elise camille claire sophie chloe marine brigitte
    theresa priti suella kemi liz jill kellyanne megyn huma debbie donna tulsi mei yuki naomi keiko
    """
  ),
  (
    .organisation,
    """
    department ministry university college school institute bank council committee commission agency court police party
    group company corporation corp corp. inc inc. ltd ltd. llc plc association federation union organization organisation
    foundation fund centre center office bureau authority service services board trust society academy church house senate
    congress parliament assembly government administration army navy force forces guard command news times post journal
    guardian telegraph tribune herald press network television radio airlines airways hospital clinic museum library
    club league team fc airlines nations un u.n. eu e.u. motors industries systems technologies labs holdings partners capital
    international coalition alliance campaign movement front brigade battalion regiment division corps command cabinet
    treasury pentagon kremlin white house supreme interpol nato unicef unesco opec nasa fbi cia nsa epa fda cdc irs doj
    reuters bbc cnn msnbc nbc abc cbs fox npr afp google facebook twitter microsoft amazon apple gazprom rosneft hamas
    hezbollah taliban isis
    """
  ),
  (
    .place,
    """
    afghanistan albania algeria argentina armenia australia austria azerbaijan bahrain bangladesh belarus belgium bolivia
    bosnia brazil britain bulgaria cambodia cameroon canada chile china colombia croatia cuba cyprus denmark ecuador egypt
    england estonia ethiopia finland france georgia germany ghana greece guatemala haiti honduras hungary iceland india
    indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya kosovo kuwait kyrgyzstan laos latvia
    lebanon libya lithuania luxembourg malaysia mali malta mexico moldova mongolia montenegro morocco myanmar nepal
    netherlands nicaragua niger nigeria norway oman pakistan palestine panama paraguay peru philippines poland portugal qatar
    romania russia rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden switzerland syria
    taiwan tajikistan tanzania thailand tunisia turkey turkmenistan uganda ukraine uruguay uzbekistan venezuela vietnam wales
    yemen zambia zimbabwe us u.s. u.s uk u.k. usa uae united states kingdom emirates america europe asia africa gaza crimea donetsk luhansk tibet
    london paris berlin moscow kyiv kiev beijing washington brussels tokyo delhi mumbai rome madrid vienna warsaw prague
    budapest athens istanbul ankara cairo tehran baghdad damascus beirut jerusalem riyadh dubai doha kabul islamabad
    shanghai seoul pyongyang sydney melbourne canberra ottawa toronto montreal chicago boston houston dallas miami
    philadelphia seattle denver detroit atlanta baltimore cleveland pittsburgh manchester liverpool birmingham glasgow
    edinburgh dublin belfast cardiff leeds geneva zurich davos stockholm oslo copenhagen helsinki amsterdam kharkiv mariupol
    odesa odessa lviv kherson texas california florida ohio pennsylvania michigan virginia arizona nevada colorado iowa
    wisconsin georgia illinois indiana massachusetts minnesota missouri maryland oregon tennessee alabama louisiana kentucky
    north south east west northern southern eastern western central new san santa los las saint port lake mount river island
    islands county valley bay hong kong rio buenos cape street avenue road district province region peninsula sea ocean
    manhattan brooklyn queens oklahoma utah maine vermont delaware hawaii alaska idaho montana wyoming nebraska kansas
    arkansas mississippi carolina dakota hampshire jersey mexico connecticut fla. mass. calif. conn. penn. ariz. mich. minn.
    wis. tenn. tex. okla. ill. colo. ore. wash. ala. ark. s.c. n.c. n.y. n.j. d.c. r.i. n.h. n.m. sydney
    """
  ),
  (
    .demonym,
    """
    afghan african albanian algerian american arab arabic argentine armenian asian australian austrian belarusian belgian
    bolivian bosnian brazilian british bulgarian cambodian canadian chechen chilean chinese colombian croatian cuban czech
    danish dutch egyptian english ethiopian european finnish french georgian german greek haitian hungarian indian
    indonesian iranian iraqi irish islamic islamist israeli italian japanese jewish jordanian kazakh kenyan korean kurdish kuwaiti
    latin latvian lebanese libyan lithuanian malaysian mexican moldovan moroccan muslim nigerian norwegian pakistani
    palestinian persian peruvian polish portuguese qatari romanian russian saudi scottish serbian slovak somali soviet
    spanish sudanese sunni shia shiite swedish swiss syrian taiwanese thai tibetan tunisian turkish ugandan ukrainian
    venezuelan vietnamese welsh western yemeni christian catholic protestant orthodox hindu buddhist republican republicans
    democratic democrat democrats conservative conservatives tory labour liberal communist americans russians ukrainians
    britons europeans israelis palestinians muslims christians jews iranians iraqis syrians germans mexicans africans asians
    indians canadians australians hispanic latino latinos internet covid english
    """
  ),
  (
    .particle,
    "de van von der den bin ibn al el la le di da du ten ter dos das del della af zu abu ben ul bint"
  ),
  (
    .nameSuffix,
    "jr jr. sr sr. ii iii iv inc inc. corp corp. ltd ltd. llc plc co co. esq esq. mp phd ph.d. cbe obe mbe qc kc"
  ),
  (
    .common,
    """
    officials police critics residents experts analysts scientists researchers supporters opponents protesters voters workers
    people men women children students teachers doctors parents families witnesses authorities investigators prosecutors
    lawyers lawmakers leaders members thousands hundreds dozens millions two three four five six seven eight nine ten one
    about around nearly almost roughly more less fewer least up down out off back again never always often sometimes
    perhaps maybe probably possibly reportedly allegedly apparently certainly clearly finally eventually recently previously
    currently initially originally generally usually typically especially particularly indeed instead rather thus hence
    therefore nevertheless nonetheless furthermore additionally similarly likewise otherwise anyway besides together
    unlike like despite given according based asked speaking writing following including regarding concerning considering
    see read watch listen click photo image video source credit related share update updated breaking live exclusive
    analysis opinion editorial comment letters advertisement subscribe sign follow contact home menu search
    mr mrs let's don't isn't wasn't who's what's that's it's he's she's they're we're i'm i've dear hello thank sorry okay ok
    oh well no yes nor neither either whether whatever whoever whenever wherever anyone everyone someone nobody nothing
    something everything anything me him us them myself himself herself itself themselves it's such own same
    today's yesterday's tomorrow's monday tuesday wednesday thursday friday saturday sunday january february march april june
    july august september october november december spring summer autumn winter christmas easter ramadan
    any few several first second third fourth fifth half part much god sir madam
    amid across against along behind below beneath beside beyond near inside outside within throughout toward towards upon
    via per plus minus versus vs local national international global federal state government president minister
    """
  ),
]
