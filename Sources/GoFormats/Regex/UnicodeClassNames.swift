/// The names that `\p{…}` takes in Go, where case matters.
///
/// Source: Go 1.24, `unicodeTable` in regexp/syntax/parse.go with `Categories` and `Scripts` of
/// the package unicode, for Unicode 15.0.0.
enum UnicodeClassNames {
  static let all = Set(
    (categories + " " + scripts).split(whereSeparator: \.isWhitespace).map(String.init)
  )

  private static let categories = """
    Any C Cc Cf Co Cs L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm
    So Z Zl Zp Zs
    """

  private static let scripts = """
    Adlam Ahom Anatolian_Hieroglyphs Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak
    Bengali Bhaiksuki Bopomofo Brahmi Braille Buginese Buhid Canadian_Aboriginal Carian
    Caucasian_Albanian Chakma Cham Cherokee Chorasmian Common Coptic Cuneiform Cypriot
    Cypro_Minoan Cyrillic Deseret Devanagari Dives_Akuru Dogra Duployan Egyptian_Hieroglyphs
    Elbasan Elymaic Ethiopic Georgian Glagolitic Gothic Grantha Greek Gujarati Gunjala_Gondi
    Gurmukhi Han Hangul Hanifi_Rohingya Hanunoo Hatran Hebrew Hiragana Imperial_Aramaic
    Inherited Inscriptional_Pahlavi Inscriptional_Parthian Javanese Kaithi Kannada Katakana Kawi
    Kayah_Li Kharoshthi Khitan_Small_Script Khmer Khojki Khudawadi Lao Latin Lepcha Limbu
    Linear_A Linear_B Lisu Lycian Lydian Mahajani Makasar Malayalam Mandaic Manichaean Marchen
    Masaram_Gondi Medefaidrin Meetei_Mayek Mende_Kikakui Meroitic_Cursive Meroitic_Hieroglyphs
    Miao Modi Mongolian Mro Multani Myanmar Nabataean Nag_Mundari Nandinagari New_Tai_Lue Newa
    Nko Nushu Nyiakeng_Puachue_Hmong Ogham Ol_Chiki Old_Hungarian Old_Italic Old_North_Arabian
    Old_Permic Old_Persian Old_Sogdian Old_South_Arabian Old_Turkic Old_Uyghur Oriya Osage
    Osmanya Pahawh_Hmong Palmyrene Pau_Cin_Hau Phags_Pa Phoenician Psalter_Pahlavi Rejang Runic
    Samaritan Saurashtra Sharada Shavian Siddham SignWriting Sinhala Sogdian Sora_Sompeng
    Soyombo Sundanese Syloti_Nagri Syriac Tagalog Tagbanwa Tai_Le Tai_Tham Tai_Viet Takri Tamil
    Tangsa Tangut Telugu Thaana Thai Tibetan Tifinagh Tirhuta Toto Ugaritic Vai Vithkuqi Wancho
    Warang_Citi Yezidi Yi Zanabazar_Square
    """
}

extension UnicodeClassNames {
  /// The members of a script that RE2 may be too old to know, written for between brackets.
  ///
  /// RE2 of 2022 has the scripts of Unicode 14.
  static func newer(_ name: String, isNegated: Bool) -> String? {
    switch (name, isNegated) {
    case ("Kawi", false):
      #"\x{11F00}-\x{11F10}\x{11F12}-\x{11F3A}\x{11F3E}-\x{11F59}"#
    case ("Kawi", true):
      #"\x00-\x{11EFF}\x{11F11}\x{11F3B}-\x{11F3D}\x{11F5A}-\x{10FFFF}"#
    case ("Nag_Mundari", false):
      #"\x{1E4D0}-\x{1E4F9}"#
    case ("Nag_Mundari", true):
      #"\x00-\x{1E4CF}\x{1E4FA}-\x{10FFFF}"#
    default:
      nil
    }
  }
}
