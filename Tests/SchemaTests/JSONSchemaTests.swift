import Schema
import Testing

@Suite("JSONSchema")
struct JSONSchemaTests {
  /// The schema of a type `Root` with these fields, from `"properties"` on.
  private func properties(_ fields: String, more: String = "") -> String {
    let table = """
      type Root
      \(fields.split(separator: "\n").map { "  \($0)\n" }.joined())
      \(more)
      """
    let text = JSONSchema.export(
      root: "Root",
      catalog: Catalog(tables: [table]),
      title: "T",
      id: "t.json"
    )
    return text.split(separator: "\n").drop { !$0.contains("\"properties\"") }
      .joined(separator: "\n")
  }

  @Test
  func exportsAWholeSchema() {
    let table = #"""
      type Root -- A "root".
        name string required format=dns1123-label -- Its name.
        size int default=3 min=1 zeroMeansUnset deprecated
        parts list:Part minItems=1
      type Part lenient
        word string
      """#
    let text = JSONSchema.export(
      root: "Root",
      catalog: Catalog(tables: [table]),
      title: "Roots",
      id: "root.json",
      readsNumbersAsText: false
    )
    #expect(
      text == #"""
        {
          "$schema": "http://json-schema.org/draft-07/schema#",
          "$id": "root.json",
          "title": "Roots",
          "description": "A \"root\".",
          "type": ["object", "null"],
          "properties": {
            "name": {
              "description": "Its name.",
              "type": ["string", "null"],
              "pattern": "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$"
            },
            "size": {
              "type": ["integer", "null"],
              "minimum": 0,
              "default": 3,
              "deprecated": true
            },
            "parts": {
              "type": ["array", "null"],
              "items": {
                "$ref": "#/definitions/Part"
              },
              "minItems": 1
            }
          },
          "required": ["name"],
          "additionalProperties": false,
          "definitions": {
            "Part": {
              "type": ["object", "null"],
              "properties": {
                "word": {
                  "type": ["string", "null"]
                }
              }
            }
          }
        }

        """#
    )
  }

  @Test
  func readsNumbersAsTextUnlessAPromotedFieldIsAbove() {
    let text = properties(
      "free Env\nword string",
      more: """
        type Env
          value string
        """
    )
    #expect(
      text.contains(
        """
            "word": {
              "type": ["string", "number", "boolean", "null"]
            }
        """
      )
    )
    #expect(text.contains("#/definitions/Env\""))
    #expect(!text.contains("numbersAsText"))
  }

  @Test
  func splitsATypeThatIsReadInTwoWays() {
    let table = """
      type Root : Base
        free Env
      type Base
        bound Env
      type Env
        value string
      """
    let text = JSONSchema.export(
      root: "Root",
      catalog: Catalog(tables: [table]),
      title: "T",
      id: "t.json"
    )
    #expect(
      text.hasSuffix(
        """
          "properties": {
            "free": {
              "$ref": "#/definitions/Env.numbersAsText"
            },
            "bound": {
              "$ref": "#/definitions/Env"
            }
          },
          "additionalProperties": false,
          "definitions": {
            "Env": {
              "type": ["object", "null"],
              "properties": {
                "value": {
                  "type": ["string", "null"]
                }
              },
              "additionalProperties": false
            },
            "Env.numbersAsText": {
              "type": ["object", "null"],
              "properties": {
                "value": {
                  "type": ["string", "number", "boolean", "null"]
                }
              },
              "additionalProperties": false
            }
          }
        }

        """
      )
    )
  }

  @Test(arguments: [
    ("f any", ""),
    ("f bool default=true", #""type": ["boolean", "null"], "default": true"#),
    ("f uint", #""type": ["integer", "null"], "minimum": 0"#),
    (
      "f int32 min=0 max=511 unit=octal-mode",
      #""type": ["integer", "null"], "minimum": 0, "maximum": 777"#
    ),
    ("f intOrString", #""type": ["integer", "string", "null"]"#),
    ("f time", #""type": ["string", "null"], "format": "date-time""#),
    ("f string enum=a|b", #""enum": ["a", "b", "", null]"#),
    ("f string required enum=a|b", #""enum": ["a", "b", null]"#),
    ("f string known=|a", #""type": ["string", "number", "boolean", "null"], "examples": ["a"]"#),
    (
      "f string required format=digits maxLen=9",
      #""type": ["string", "number", "boolean", "null"], "pattern": "^[0-9]+$", "maxLength": 9"#
    ),
    (
      "f string defaultFrom=name exclusiveWith=a|b since=1.30",
      #""description": "Defaults to name. Not together with a or b. Needs Kubernetes 1.30 or newer.", "#
        + #""type": ["string", "number", "boolean", "null"]"#
    ),
  ])
  func describesAField(field: String, schema: String) {
    let lines = properties(field).split(separator: "\n").map { $0.drop { $0 == " " } }
    let end = lines.firstIndex { $0 == "}" || $0.hasSuffix("{}") } ?? 0
    #expect(lines[..<end].dropFirst(2).joined(separator: " ") == schema)
  }

  @Test
  func describesKeysAndValuesOfMaps() {
    let field = properties("f map:string keyFormat=digits valueEnum=error|off minItems=1")
    #expect(
      field.contains(
        #"""
              "type": ["object", "null"],
              "propertyNames": {
                "pattern": "^[0-9]+$"
              },
              "additionalProperties": {
                "enum": ["error", "off", false, null]
              },
              "minProperties": 1
        """#
      )
    )
  }

  @Test(arguments: ["JobConfig", "Config", "Configuration", "Settings"])
  func isTheSameEveryTime(root: String) throws {
    let tables = try SourceTables.all()
    // Dictionaries iterate in another order in every catalog.
    let texts = [tables, tables.reversed()].map { tables in
      JSONSchema.export(root: root, catalog: Catalog(tables: tables), title: "T", id: "t.json")
    }
    #expect(texts[0] == texts[1])
  }

  @Test
  func aUnionIsEitherOfItsShapes() {
    let schema = JSONSchema.export(
      root: "Top",
      catalog: Catalog(tables: [
        "type Top\n  by Method\nunion Method\n  word string enum=a|b\n  words map:string\n"
      ]),
      title: "T",
      id: "t.json"
    )
    #expect(
      schema.contains(
        #"""
              "anyOf": [
                {
                  "enum": ["a", "b", "", null]
                },
                {
                  "type": ["object", "null"],
        """#
      ),
      "\(schema)"
    )
  }
}
