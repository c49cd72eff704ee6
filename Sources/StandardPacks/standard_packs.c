// Written by scripts/embed-packs; do not edit.
#include "standard_packs.h"

static const unsigned char file_0[] = {
#embed "attribution/README.md" suffix(, )
    0};
static const unsigned char file_1[] = {
#embed "attribution/lexicons/accuse.txt" suffix(, )
    0};
static const unsigned char file_2[] = {
#embed "attribution/lexicons/adding-forms.txt" suffix(, )
    0};
static const unsigned char file_3[] = {
#embed "attribution/lexicons/asking-nouns.txt" suffix(, )
    0};
static const unsigned char file_4[] = {
#embed "attribution/lexicons/attitude-adjectives.txt" suffix(, )
    0};
static const unsigned char file_5[] = {
#embed "attribution/lexicons/belief.txt" suffix(, )
    0};
static const unsigned char file_6[] = {
#embed "attribution/lexicons/branding-verbs.txt" suffix(, )
    0};
static const unsigned char file_7[] = {
#embed "attribution/lexicons/causing-verbs.txt" suffix(, )
    0};
static const unsigned char file_8[] = {
#embed "attribution/lexicons/claim.txt" suffix(, )
    0};
static const unsigned char file_9[] = {
#embed "attribution/lexicons/commissive.txt" suffix(, )
    0};
static const unsigned char file_10[] = {
#embed "attribution/lexicons/cue-nouns.txt" suffix(, )
    0};
static const unsigned char file_11[] = {
#embed "attribution/lexicons/deny.txt" suffix(, )
    0};
static const unsigned char file_12[] = {
#embed "attribution/lexicons/directive.txt" suffix(, )
    0};
static const unsigned char file_13[] = {
#embed "attribution/lexicons/documents.txt" suffix(, )
    0};
static const unsigned char file_14[] = {
#embed "attribution/lexicons/evidence-things.txt" suffix(, )
    0};
static const unsigned char file_15[] = {
#embed "attribution/lexicons/evidence.txt" suffix(, )
    0};
static const unsigned char file_16[] = {
#embed "attribution/lexicons/feeling-nouns.txt" suffix(, )
    0};
static const unsigned char file_17[] = {
#embed "attribution/lexicons/feeling-verbs.txt" suffix(, )
    0};
static const unsigned char file_18[] = {
#embed "attribution/lexicons/hearsay-nouns.txt" suffix(, )
    0};
static const unsigned char file_19[] = {
#embed "attribution/lexicons/inquiry.txt" suffix(, )
    0};
static const unsigned char file_20[] = {
#embed "attribution/lexicons/judgement-nouns.txt" suffix(, )
    0};
static const unsigned char file_21[] = {
#embed "attribution/lexicons/judging-forms.txt" suffix(, )
    0};
static const unsigned char file_22[] = {
#embed "attribution/lexicons/knowledge.txt" suffix(, )
    0};
static const unsigned char file_23[] = {
#embed "attribution/lexicons/light-verbs.txt" suffix(, )
    0};
static const unsigned char file_24[] = {
#embed "attribution/lexicons/noun-making-verbs.txt" suffix(, )
    0};
static const unsigned char file_25[] = {
#embed "attribution/lexicons/people.txt" suffix(, )
    0};
static const unsigned char file_26[] = {
#embed "attribution/lexicons/pointing-verbs.txt" suffix(, )
    0};
static const unsigned char file_27[] = {
#embed "attribution/lexicons/predict.txt" suffix(, )
    0};
static const unsigned char file_28[] = {
#embed "attribution/lexicons/reaction.txt" suffix(, )
    0};
static const unsigned char file_29[] = {
#embed "attribution/lexicons/report.txt" suffix(, )
    0};
static const unsigned char file_30[] = {
#embed "attribution/lexicons/side-takers.txt" suffix(, )
    0};
static const unsigned char file_31[] = {
#embed "attribution/lexicons/speaking-verbs.txt" suffix(, )
    0};
static const unsigned char file_32[] = {
#embed "attribution/lexicons/speech-verbs.txt" suffix(, )
    0};
static const unsigned char file_33[] = {
#embed "attribution/lexicons/stance-verbs.txt" suffix(, )
    0};
static const unsigned char file_34[] = {
#embed "attribution/lexicons/statement-verbs.txt" suffix(, )
    0};
static const unsigned char file_35[] = {
#embed "attribution/lexicons/telling-verbs.txt" suffix(, )
    0};
static const unsigned char file_36[] = {
#embed "attribution/lexicons/thinking-verbs.txt" suffix(, )
    0};
static const unsigned char file_37[] = {
#embed "attribution/lexicons/untrue.txt" suffix(, )
    0};
static const unsigned char file_38[] = {
#embed "attribution/lexicons/withhold.txt" suffix(, )
    0};
static const unsigned char file_39[] = {
#embed "attribution/pack.json" suffix(, )
    0};
static const unsigned char file_40[] = {
#embed "attribution/rules/accusations.lua" suffix(, )
    0};
static const unsigned char file_41[] = {
#embed "attribution/rules/accusations_test.lua" suffix(, )
    0};
static const unsigned char file_42[] = {
#embed "attribution/rules/agentless.lua" suffix(, )
    0};
static const unsigned char file_43[] = {
#embed "attribution/rules/agentless_test.lua" suffix(, )
    0};
static const unsigned char file_44[] = {
#embed "attribution/rules/attitudes.lua" suffix(, )
    0};
static const unsigned char file_45[] = {
#embed "attribution/rules/attitudes_test.lua" suffix(, )
    0};
static const unsigned char file_46[] = {
#embed "attribution/rules/denials.lua" suffix(, )
    0};
static const unsigned char file_47[] = {
#embed "attribution/rules/denials_test.lua" suffix(, )
    0};
static const unsigned char file_48[] = {
#embed "attribution/rules/nouns.lua" suffix(, )
    0};
static const unsigned char file_49[] = {
#embed "attribution/rules/nouns_test.lua" suffix(, )
    0};
static const unsigned char file_50[] = {
#embed "attribution/rules/quotations.lua" suffix(, )
    0};
static const unsigned char file_51[] = {
#embed "attribution/rules/quotations_test.lua" suffix(, )
    0};
static const unsigned char file_52[] = {
#embed "attribution/rules/requests.lua" suffix(, )
    0};
static const unsigned char file_53[] = {
#embed "attribution/rules/requests_test.lua" suffix(, )
    0};
static const unsigned char file_54[] = {
#embed "attribution/rules/stances.lua" suffix(, )
    0};
static const unsigned char file_55[] = {
#embed "attribution/rules/stances_test.lua" suffix(, )
    0};
static const unsigned char file_56[] = {
#embed "attribution/rules/statements.lua" suffix(, )
    0};
static const unsigned char file_57[] = {
#embed "attribution/rules/statements_test.lua" suffix(, )
    0};
static const unsigned char file_58[] = {
#embed "attribution/rules/withheld.lua" suffix(, )
    0};
static const unsigned char file_59[] = {
#embed "attribution/rules/withheld_test.lua" suffix(, )
    0};
static const unsigned char file_60[] = {
#embed "checkworthiness/README.md" suffix(, )
    0};
static const unsigned char file_61[] = {
#embed "checkworthiness/lexicons/absolutes.txt" suffix(, )
    0};
static const unsigned char file_62[] = {
#embed "checkworthiness/lexicons/aims.txt" suffix(, )
    0};
static const unsigned char file_63[] = {
#embed "checkworthiness/lexicons/armed-force.txt" suffix(, )
    0};
static const unsigned char file_64[] = {
#embed "checkworthiness/lexicons/borders.txt" suffix(, )
    0};
static const unsigned char file_65[] = {
#embed "checkworthiness/lexicons/business.txt" suffix(, )
    0};
static const unsigned char file_66[] = {
#embed "checkworthiness/lexicons/changes.txt" suffix(, )
    0};
static const unsigned char file_67[] = {
#embed "checkworthiness/lexicons/comparisons.txt" suffix(, )
    0};
static const unsigned char file_68[] = {
#embed "checkworthiness/lexicons/conditions.txt" suffix(, )
    0};
static const unsigned char file_69[] = {
#embed "checkworthiness/lexicons/courtesies.txt" suffix(, )
    0};
static const unsigned char file_70[] = {
#embed "checkworthiness/lexicons/crime.txt" suffix(, )
    0};
static const unsigned char file_71[] = {
#embed "checkworthiness/lexicons/elections.txt" suffix(, )
    0};
static const unsigned char file_72[] = {
#embed "checkworthiness/lexicons/energy-and-nature.txt" suffix(, )
    0};
static const unsigned char file_73[] = {
#embed "checkworthiness/lexicons/extremes.txt" suffix(, )
    0};
static const unsigned char file_74[] = {
#embed "checkworthiness/lexicons/force-verbs.txt" suffix(, )
    0};
static const unsigned char file_75[] = {
#embed "checkworthiness/lexicons/governing-verbs.txt" suffix(, )
    0};
static const unsigned char file_76[] = {
#embed "checkworthiness/lexicons/health.txt" suffix(, )
    0};
static const unsigned char file_77[] = {
#embed "checkworthiness/lexicons/institutions.txt" suffix(, )
    0};
static const unsigned char file_78[] = {
#embed "checkworthiness/lexicons/intentions.txt" suffix(, )
    0};
static const unsigned char file_79[] = {
#embed "checkworthiness/lexicons/judgements.txt" suffix(, )
    0};
static const unsigned char file_80[] = {
#embed "checkworthiness/lexicons/law-texts.txt" suffix(, )
    0};
static const unsigned char file_81[] = {
#embed "checkworthiness/lexicons/looking-back.txt" suffix(, )
    0};
static const unsigned char file_82[] = {
#embed "checkworthiness/lexicons/making-verbs.txt" suffix(, )
    0};
static const unsigned char file_83[] = {
#embed "checkworthiness/lexicons/meeting-words.txt" suffix(, )
    0};
static const unsigned char file_84[] = {
#embed "checkworthiness/lexicons/mind-verbs.txt" suffix(, )
    0};
static const unsigned char file_85[] = {
#embed "checkworthiness/lexicons/multitudes.txt" suffix(, )
    0};
static const unsigned char file_86[] = {
#embed "checkworthiness/lexicons/needs.txt" suffix(, )
    0};
static const unsigned char file_87[] = {
#embed "checkworthiness/lexicons/offices.txt" suffix(, )
    0};
static const unsigned char file_88[] = {
#embed "checkworthiness/lexicons/own-life.txt" suffix(, )
    0};
static const unsigned char file_89[] = {
#embed "checkworthiness/lexicons/peoples.txt" suffix(, )
    0};
static const unsigned char file_90[] = {
#embed "checkworthiness/lexicons/public-money.txt" suffix(, )
    0};
static const unsigned char file_91[] = {
#embed "checkworthiness/lexicons/rankings.txt" suffix(, )
    0};
static const unsigned char file_92[] = {
#embed "checkworthiness/lexicons/rates.txt" suffix(, )
    0};
static const unsigned char file_93[] = {
#embed "checkworthiness/lexicons/records.txt" suffix(, )
    0};
static const unsigned char file_94[] = {
#embed "checkworthiness/lexicons/schools.txt" suffix(, )
    0};
static const unsigned char file_95[] = {
#embed "checkworthiness/lexicons/seeming-words.txt" suffix(, )
    0};
static const unsigned char file_96[] = {
#embed "checkworthiness/lexicons/shares.txt" suffix(, )
    0};
static const unsigned char file_97[] = {
#embed "checkworthiness/lexicons/side-taking-verbs.txt" suffix(, )
    0};
static const unsigned char file_98[] = {
#embed "checkworthiness/lexicons/sums.txt" suffix(, )
    0};
static const unsigned char file_99[] = {
#embed "checkworthiness/lexicons/telling-verbs.txt" suffix(, )
    0};
static const unsigned char file_100[] = {
#embed "checkworthiness/lexicons/terror.txt" suffix(, )
    0};
static const unsigned char file_101[] = {
#embed "checkworthiness/lexicons/vague-amounts.txt" suffix(, )
    0};
static const unsigned char file_102[] = {
#embed "checkworthiness/lexicons/values.txt" suffix(, )
    0};
static const unsigned char file_103[] = {
#embed "checkworthiness/lexicons/welfare.txt" suffix(, )
    0};
static const unsigned char file_104[] = {
#embed "checkworthiness/lexicons/work-and-wages.txt" suffix(, )
    0};
static const unsigned char file_105[] = {
#embed "checkworthiness/pack.json" suffix(, )
    0};
static const unsigned char file_106[] = {
#embed "checkworthiness/rules/actors.lua" suffix(, )
    0};
static const unsigned char file_107[] = {
#embed "checkworthiness/rules/actors_test.lua" suffix(, )
    0};
static const unsigned char file_108[] = {
#embed "checkworthiness/rules/acts.lua" suffix(, )
    0};
static const unsigned char file_109[] = {
#embed "checkworthiness/rules/acts_test.lua" suffix(, )
    0};
static const unsigned char file_110[] = {
#embed "checkworthiness/rules/claims.lua" suffix(, )
    0};
static const unsigned char file_111[] = {
#embed "checkworthiness/rules/claims_test.lua" suffix(, )
    0};
static const unsigned char file_112[] = {
#embed "checkworthiness/rules/comparisons.lua" suffix(, )
    0};
static const unsigned char file_113[] = {
#embed "checkworthiness/rules/comparisons_test.lua" suffix(, )
    0};
static const unsigned char file_114[] = {
#embed "checkworthiness/rules/figures.lua" suffix(, )
    0};
static const unsigned char file_115[] = {
#embed "checkworthiness/rules/figures_test.lua" suffix(, )
    0};
static const unsigned char file_116[] = {
#embed "checkworthiness/rules/lone_figure.lua" suffix(, )
    0};
static const unsigned char file_117[] = {
#embed "checkworthiness/rules/lone_figure_test.lua" suffix(, )
    0};
static const unsigned char file_118[] = {
#embed "checkworthiness/rules/matters.lua" suffix(, )
    0};
static const unsigned char file_119[] = {
#embed "checkworthiness/rules/matters_test.lua" suffix(, )
    0};
static const unsigned char file_120[] = {
#embed "checkworthiness/rules/opinions.lua" suffix(, )
    0};
static const unsigned char file_121[] = {
#embed "checkworthiness/rules/opinions_test.lua" suffix(, )
    0};
static const unsigned char file_122[] = {
#embed "checkworthiness/rules/scale.lua" suffix(, )
    0};
static const unsigned char file_123[] = {
#embed "checkworthiness/rules/talk.lua" suffix(, )
    0};
static const unsigned char file_124[] = {
#embed "checkworthiness/rules/talk_test.lua" suffix(, )
    0};
static const unsigned char file_125[] = {
#embed "sourcing/lexicons/distancing-cues.txt" suffix(, )
    0};
static const unsigned char file_126[] = {
#embed "sourcing/lexicons/documents.txt" suffix(, )
    0};
static const unsigned char file_127[] = {
#embed "sourcing/lexicons/unnamed-sources.txt" suffix(, )
    0};
static const unsigned char file_128[] = {
#embed "sourcing/lexicons/weak-cues.txt" suffix(, )
    0};
static const unsigned char file_129[] = {
#embed "sourcing/pack.json" suffix(, )
    0};
static const unsigned char file_130[] = {
#embed "sourcing/rules/agreement.lua" suffix(, )
    0};
static const unsigned char file_131[] = {
#embed "sourcing/rules/agreement_test.lua" suffix(, )
    0};
static const unsigned char file_132[] = {
#embed "sourcing/rules/commitment.lua" suffix(, )
    0};
static const unsigned char file_133[] = {
#embed "sourcing/rules/commitment_test.lua" suffix(, )
    0};
static const unsigned char file_134[] = {
#embed "sourcing/rules/sources.lua" suffix(, )
    0};
static const unsigned char file_135[] = {
#embed "sourcing/rules/sources_test.lua" suffix(, )
    0};

const sp_file sp_files[] = {
    {"attribution/README.md", file_0, sizeof file_0 - 1},
    {"attribution/lexicons/accuse.txt", file_1, sizeof file_1 - 1},
    {"attribution/lexicons/adding-forms.txt", file_2, sizeof file_2 - 1},
    {"attribution/lexicons/asking-nouns.txt", file_3, sizeof file_3 - 1},
    {"attribution/lexicons/attitude-adjectives.txt", file_4, sizeof file_4 - 1},
    {"attribution/lexicons/belief.txt", file_5, sizeof file_5 - 1},
    {"attribution/lexicons/branding-verbs.txt", file_6, sizeof file_6 - 1},
    {"attribution/lexicons/causing-verbs.txt", file_7, sizeof file_7 - 1},
    {"attribution/lexicons/claim.txt", file_8, sizeof file_8 - 1},
    {"attribution/lexicons/commissive.txt", file_9, sizeof file_9 - 1},
    {"attribution/lexicons/cue-nouns.txt", file_10, sizeof file_10 - 1},
    {"attribution/lexicons/deny.txt", file_11, sizeof file_11 - 1},
    {"attribution/lexicons/directive.txt", file_12, sizeof file_12 - 1},
    {"attribution/lexicons/documents.txt", file_13, sizeof file_13 - 1},
    {"attribution/lexicons/evidence-things.txt", file_14, sizeof file_14 - 1},
    {"attribution/lexicons/evidence.txt", file_15, sizeof file_15 - 1},
    {"attribution/lexicons/feeling-nouns.txt", file_16, sizeof file_16 - 1},
    {"attribution/lexicons/feeling-verbs.txt", file_17, sizeof file_17 - 1},
    {"attribution/lexicons/hearsay-nouns.txt", file_18, sizeof file_18 - 1},
    {"attribution/lexicons/inquiry.txt", file_19, sizeof file_19 - 1},
    {"attribution/lexicons/judgement-nouns.txt", file_20, sizeof file_20 - 1},
    {"attribution/lexicons/judging-forms.txt", file_21, sizeof file_21 - 1},
    {"attribution/lexicons/knowledge.txt", file_22, sizeof file_22 - 1},
    {"attribution/lexicons/light-verbs.txt", file_23, sizeof file_23 - 1},
    {"attribution/lexicons/noun-making-verbs.txt", file_24, sizeof file_24 - 1},
    {"attribution/lexicons/people.txt", file_25, sizeof file_25 - 1},
    {"attribution/lexicons/pointing-verbs.txt", file_26, sizeof file_26 - 1},
    {"attribution/lexicons/predict.txt", file_27, sizeof file_27 - 1},
    {"attribution/lexicons/reaction.txt", file_28, sizeof file_28 - 1},
    {"attribution/lexicons/report.txt", file_29, sizeof file_29 - 1},
    {"attribution/lexicons/side-takers.txt", file_30, sizeof file_30 - 1},
    {"attribution/lexicons/speaking-verbs.txt", file_31, sizeof file_31 - 1},
    {"attribution/lexicons/speech-verbs.txt", file_32, sizeof file_32 - 1},
    {"attribution/lexicons/stance-verbs.txt", file_33, sizeof file_33 - 1},
    {"attribution/lexicons/statement-verbs.txt", file_34, sizeof file_34 - 1},
    {"attribution/lexicons/telling-verbs.txt", file_35, sizeof file_35 - 1},
    {"attribution/lexicons/thinking-verbs.txt", file_36, sizeof file_36 - 1},
    {"attribution/lexicons/untrue.txt", file_37, sizeof file_37 - 1},
    {"attribution/lexicons/withhold.txt", file_38, sizeof file_38 - 1},
    {"attribution/pack.json", file_39, sizeof file_39 - 1},
    {"attribution/rules/accusations.lua", file_40, sizeof file_40 - 1},
    {"attribution/rules/accusations_test.lua", file_41, sizeof file_41 - 1},
    {"attribution/rules/agentless.lua", file_42, sizeof file_42 - 1},
    {"attribution/rules/agentless_test.lua", file_43, sizeof file_43 - 1},
    {"attribution/rules/attitudes.lua", file_44, sizeof file_44 - 1},
    {"attribution/rules/attitudes_test.lua", file_45, sizeof file_45 - 1},
    {"attribution/rules/denials.lua", file_46, sizeof file_46 - 1},
    {"attribution/rules/denials_test.lua", file_47, sizeof file_47 - 1},
    {"attribution/rules/nouns.lua", file_48, sizeof file_48 - 1},
    {"attribution/rules/nouns_test.lua", file_49, sizeof file_49 - 1},
    {"attribution/rules/quotations.lua", file_50, sizeof file_50 - 1},
    {"attribution/rules/quotations_test.lua", file_51, sizeof file_51 - 1},
    {"attribution/rules/requests.lua", file_52, sizeof file_52 - 1},
    {"attribution/rules/requests_test.lua", file_53, sizeof file_53 - 1},
    {"attribution/rules/stances.lua", file_54, sizeof file_54 - 1},
    {"attribution/rules/stances_test.lua", file_55, sizeof file_55 - 1},
    {"attribution/rules/statements.lua", file_56, sizeof file_56 - 1},
    {"attribution/rules/statements_test.lua", file_57, sizeof file_57 - 1},
    {"attribution/rules/withheld.lua", file_58, sizeof file_58 - 1},
    {"attribution/rules/withheld_test.lua", file_59, sizeof file_59 - 1},
    {"checkworthiness/README.md", file_60, sizeof file_60 - 1},
    {"checkworthiness/lexicons/absolutes.txt", file_61, sizeof file_61 - 1},
    {"checkworthiness/lexicons/aims.txt", file_62, sizeof file_62 - 1},
    {"checkworthiness/lexicons/armed-force.txt", file_63, sizeof file_63 - 1},
    {"checkworthiness/lexicons/borders.txt", file_64, sizeof file_64 - 1},
    {"checkworthiness/lexicons/business.txt", file_65, sizeof file_65 - 1},
    {"checkworthiness/lexicons/changes.txt", file_66, sizeof file_66 - 1},
    {"checkworthiness/lexicons/comparisons.txt", file_67, sizeof file_67 - 1},
    {"checkworthiness/lexicons/conditions.txt", file_68, sizeof file_68 - 1},
    {"checkworthiness/lexicons/courtesies.txt", file_69, sizeof file_69 - 1},
    {"checkworthiness/lexicons/crime.txt", file_70, sizeof file_70 - 1},
    {"checkworthiness/lexicons/elections.txt", file_71, sizeof file_71 - 1},
    {"checkworthiness/lexicons/energy-and-nature.txt", file_72, sizeof file_72 - 1},
    {"checkworthiness/lexicons/extremes.txt", file_73, sizeof file_73 - 1},
    {"checkworthiness/lexicons/force-verbs.txt", file_74, sizeof file_74 - 1},
    {"checkworthiness/lexicons/governing-verbs.txt", file_75, sizeof file_75 - 1},
    {"checkworthiness/lexicons/health.txt", file_76, sizeof file_76 - 1},
    {"checkworthiness/lexicons/institutions.txt", file_77, sizeof file_77 - 1},
    {"checkworthiness/lexicons/intentions.txt", file_78, sizeof file_78 - 1},
    {"checkworthiness/lexicons/judgements.txt", file_79, sizeof file_79 - 1},
    {"checkworthiness/lexicons/law-texts.txt", file_80, sizeof file_80 - 1},
    {"checkworthiness/lexicons/looking-back.txt", file_81, sizeof file_81 - 1},
    {"checkworthiness/lexicons/making-verbs.txt", file_82, sizeof file_82 - 1},
    {"checkworthiness/lexicons/meeting-words.txt", file_83, sizeof file_83 - 1},
    {"checkworthiness/lexicons/mind-verbs.txt", file_84, sizeof file_84 - 1},
    {"checkworthiness/lexicons/multitudes.txt", file_85, sizeof file_85 - 1},
    {"checkworthiness/lexicons/needs.txt", file_86, sizeof file_86 - 1},
    {"checkworthiness/lexicons/offices.txt", file_87, sizeof file_87 - 1},
    {"checkworthiness/lexicons/own-life.txt", file_88, sizeof file_88 - 1},
    {"checkworthiness/lexicons/peoples.txt", file_89, sizeof file_89 - 1},
    {"checkworthiness/lexicons/public-money.txt", file_90, sizeof file_90 - 1},
    {"checkworthiness/lexicons/rankings.txt", file_91, sizeof file_91 - 1},
    {"checkworthiness/lexicons/rates.txt", file_92, sizeof file_92 - 1},
    {"checkworthiness/lexicons/records.txt", file_93, sizeof file_93 - 1},
    {"checkworthiness/lexicons/schools.txt", file_94, sizeof file_94 - 1},
    {"checkworthiness/lexicons/seeming-words.txt", file_95, sizeof file_95 - 1},
    {"checkworthiness/lexicons/shares.txt", file_96, sizeof file_96 - 1},
    {"checkworthiness/lexicons/side-taking-verbs.txt", file_97, sizeof file_97 - 1},
    {"checkworthiness/lexicons/sums.txt", file_98, sizeof file_98 - 1},
    {"checkworthiness/lexicons/telling-verbs.txt", file_99, sizeof file_99 - 1},
    {"checkworthiness/lexicons/terror.txt", file_100, sizeof file_100 - 1},
    {"checkworthiness/lexicons/vague-amounts.txt", file_101, sizeof file_101 - 1},
    {"checkworthiness/lexicons/values.txt", file_102, sizeof file_102 - 1},
    {"checkworthiness/lexicons/welfare.txt", file_103, sizeof file_103 - 1},
    {"checkworthiness/lexicons/work-and-wages.txt", file_104, sizeof file_104 - 1},
    {"checkworthiness/pack.json", file_105, sizeof file_105 - 1},
    {"checkworthiness/rules/actors.lua", file_106, sizeof file_106 - 1},
    {"checkworthiness/rules/actors_test.lua", file_107, sizeof file_107 - 1},
    {"checkworthiness/rules/acts.lua", file_108, sizeof file_108 - 1},
    {"checkworthiness/rules/acts_test.lua", file_109, sizeof file_109 - 1},
    {"checkworthiness/rules/claims.lua", file_110, sizeof file_110 - 1},
    {"checkworthiness/rules/claims_test.lua", file_111, sizeof file_111 - 1},
    {"checkworthiness/rules/comparisons.lua", file_112, sizeof file_112 - 1},
    {"checkworthiness/rules/comparisons_test.lua", file_113, sizeof file_113 - 1},
    {"checkworthiness/rules/figures.lua", file_114, sizeof file_114 - 1},
    {"checkworthiness/rules/figures_test.lua", file_115, sizeof file_115 - 1},
    {"checkworthiness/rules/lone_figure.lua", file_116, sizeof file_116 - 1},
    {"checkworthiness/rules/lone_figure_test.lua", file_117, sizeof file_117 - 1},
    {"checkworthiness/rules/matters.lua", file_118, sizeof file_118 - 1},
    {"checkworthiness/rules/matters_test.lua", file_119, sizeof file_119 - 1},
    {"checkworthiness/rules/opinions.lua", file_120, sizeof file_120 - 1},
    {"checkworthiness/rules/opinions_test.lua", file_121, sizeof file_121 - 1},
    {"checkworthiness/rules/scale.lua", file_122, sizeof file_122 - 1},
    {"checkworthiness/rules/talk.lua", file_123, sizeof file_123 - 1},
    {"checkworthiness/rules/talk_test.lua", file_124, sizeof file_124 - 1},
    {"sourcing/lexicons/distancing-cues.txt", file_125, sizeof file_125 - 1},
    {"sourcing/lexicons/documents.txt", file_126, sizeof file_126 - 1},
    {"sourcing/lexicons/unnamed-sources.txt", file_127, sizeof file_127 - 1},
    {"sourcing/lexicons/weak-cues.txt", file_128, sizeof file_128 - 1},
    {"sourcing/pack.json", file_129, sizeof file_129 - 1},
    {"sourcing/rules/agreement.lua", file_130, sizeof file_130 - 1},
    {"sourcing/rules/agreement_test.lua", file_131, sizeof file_131 - 1},
    {"sourcing/rules/commitment.lua", file_132, sizeof file_132 - 1},
    {"sourcing/rules/commitment_test.lua", file_133, sizeof file_133 - 1},
    {"sourcing/rules/sources.lua", file_134, sizeof file_134 - 1},
    {"sourcing/rules/sources_test.lua", file_135, sizeof file_135 - 1},
};
const size_t sp_file_count = 136;
