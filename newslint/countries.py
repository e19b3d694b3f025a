"""Formal names of countries (ISO 3166-1, the United Nations' list) and the names that news uses (CLDR)."""

from __future__ import annotations

COMMON_BY_FORMAL = {
    "Arab Republic of Egypt": "Egypt",
    "Argentine Republic": "Argentina",
    "Bolivarian Republic of Venezuela": "Venezuela",
    "Brunei Darussalam": "Brunei",
    "Commonwealth of Australia": "Australia",
    "Democratic People's Republic of Korea": "North Korea",
    "Democratic Socialist Republic of Sri Lanka": "Sri Lanka",
    "Federal Democratic Republic of Ethiopia": "Ethiopia",
    "Federal Democratic Republic of Nepal": "Nepal",
    "Federal Republic of Germany": "Germany",
    "Federal Republic of Nigeria": "Nigeria",
    "Federal Republic of Somalia": "Somalia",
    "Federative Republic of Brazil": "Brazil",
    "French Republic": "France",
    "Hashemite Kingdom of Jordan": "Jordan",
    "Hellenic Republic": "Greece",
    "Islamic Republic of Afghanistan": "Afghanistan",
    "Islamic Republic of Iran": "Iran",
    "Islamic Republic of Mauritania": "Mauritania",
    "Islamic Republic of Pakistan": "Pakistan",
    "Italian Republic": "Italy",
    "Kingdom of Bahrain": "Bahrain",
    "Kingdom of Belgium": "Belgium",
    "Kingdom of Cambodia": "Cambodia",
    "Kingdom of Denmark": "Denmark",
    "Kingdom of Morocco": "Morocco",
    "Kingdom of Norway": "Norway",
    "Kingdom of Saudi Arabia": "Saudi Arabia",
    "Kingdom of Spain": "Spain",
    "Kingdom of Sweden": "Sweden",
    "Kingdom of Thailand": "Thailand",
    "Kingdom of the Netherlands": "Netherlands",
    "Kyrgyz Republic": "Kyrgyzstan",
    "Lao People's Democratic Republic": "Laos",
    "Lao PDR": "Laos",
    "Lebanese Republic": "Lebanon",
    "People's Democratic Republic of Algeria": "Algeria",
    "People's Republic of Bangladesh": "Bangladesh",
    "People's Republic of China": "China",
    "Plurinational State of Bolivia": "Bolivia",
    "Portuguese Republic": "Portugal",
    "Republic of Armenia": "Armenia",
    "Republic of Austria": "Austria",
    "Republic of Azerbaijan": "Azerbaijan",
    "Republic of Belarus": "Belarus",
    "Republic of Bulgaria": "Bulgaria",
    "Republic of Chile": "Chile",
    "Republic of Colombia": "Colombia",
    "Republic of Croatia": "Croatia",
    "Republic of Cuba": "Cuba",
    "Republic of Cyprus": "Cyprus",
    "Republic of Estonia": "Estonia",
    "Republic of Finland": "Finland",
    "Republic of Hungary": "Hungary",
    "Republic of India": "India",
    "Republic of Indonesia": "Indonesia",
    "Republic of Iraq": "Iraq",
    "Republic of Kazakhstan": "Kazakhstan",
    "Republic of Kenya": "Kenya",
    "Republic of Korea": "South Korea",
    "Republic of Latvia": "Latvia",
    "Republic of Lithuania": "Lithuania",
    "Republic of Moldova": "Moldova",
    "Republic of Peru": "Peru",
    "Republic of Poland": "Poland",
    "Republic of Serbia": "Serbia",
    "Republic of Singapore": "Singapore",
    "Republic of Slovenia": "Slovenia",
    "Republic of South Africa": "South Africa",
    "Republic of Sudan": "Sudan",
    "Republic of Turkey": "Turkey",
    "Republic of Türkiye": "Turkey",
    "Republic of Uzbekistan": "Uzbekistan",
    "Republic of Yemen": "Yemen",
    "Republic of Zambia": "Zambia",
    "Republic of Zimbabwe": "Zimbabwe",
    "Republic of the Philippines": "Philippines",
    "Republic of the Union of Myanmar": "Myanmar",
    "Russian Federation": "Russia",
    "Slovak Republic": "Slovakia",
    "Socialist Republic of Vietnam": "Vietnam",
    "State of Israel": "Israel",
    "State of Kuwait": "Kuwait",
    "State of Libya": "Libya",
    "State of Qatar": "Qatar",
    "Swiss Confederation": "Switzerland",
    "Syrian Arab Republic": "Syria",
    "Tunisian Republic": "Tunisia",
    "United Mexican States": "Mexico",
    "United Republic of Tanzania": "Tanzania",
    "Viet Nam": "Vietnam",
}

PLACES_LISTED = (
    "Afghanistan Albania Algeria Angola Argentina Armenia Australia Austria Azerbaijan Bahrain Bangladesh Belarus"
    " Belgium Bolivia Bosnia Botswana Brazil Britain Bulgaria Cambodia Cameroon Canada Chile China Colombia Croatia"
    " Cuba Cyprus Denmark Ecuador Egypt England Estonia Ethiopia Europe Finland France Germany Ghana Greece Guatemala"
    " Haiti Honduras Hungary Iceland India Indonesia Iran Iraq Ireland Israel Italy Japan Kazakhstan Kenya Kosovo"
    " Kuwait Kyrgyzstan Laos Latvia Lebanon Liberia Libya Lithuania Macedonia Madagascar Malaysia Mali Malta Mexico"
    " Moldova Mongolia Montenegro Morocco Mozambique Myanmar Namibia Nepal Netherlands Nicaragua Nigeria Norway Oman"
    " Pakistan Palestine Panama Paraguay Peru Philippines Poland Portugal Qatar Romania Russia Rwanda Scotland Senegal"
    " Serbia Singapore Slovakia Slovenia Somalia Spain Sudan Sweden Switzerland Syria Taiwan Tanzania Thailand Tunisia"
    " Turkey Uganda Ukraine Uruguay Uzbekistan Venezuela Vietnam Wales Yemen Zambia Zimbabwe"
    " Aleppo Ankara Athens Baghdad Bangkok Beijing Beirut Berlin Brussels Cairo Canberra Damascus Delhi Dublin Gaza"
    " Geneva Idlib Islamabad Istanbul Jakarta Jerusalem Johannesburg Kabul Karachi Kiev Kyiv Lagos London Madrid Manila"
    " Melbourne Moscow Mumbai Nairobi Paris Pyongyang Rome Seoul Shanghai Stockholm Sydney Tehran Tokyo Vienna Warsaw"
    " Washington Kremlin Pentagon NATO Nato Hamas Hezbollah Interpol Unicef UNICEF Opec OPEC Congress Parliament"
)
PLACES = frozenset(PLACES_LISTED.split())
"""Countries, capitals and bodies of which no person is named the same twice over."""
