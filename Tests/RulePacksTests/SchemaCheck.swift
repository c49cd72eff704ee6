// As much of JSON Schema (draft 2020-12) as `docs/pack.schema.json` uses, and a failure for a word that this does not know:
// what the schema says must not be passed over by the test that holds it against the reader.

import Foundation
import JSON

struct SchemaCheck {
  struct UnknownWord: Error { var word: String }

  let root: JSONObject

  init(_ text: [UInt8]) throws { root = try JSONValue(parsing: text).object ?? JSONObject() }

  func accepts(_ value: JSONValue) throws -> Bool { try accepts(value, root) }

  private func accepts(_ value: JSONValue, _ schema: JSONObject) throws -> Bool {
    for member in schema.members {
      let argument = member.value
      let holds =
        switch member.name {
        case "$schema", "$id", "$defs", "title", "description", "then": true
        case "default" where argument.object == nil: true
        case "$ref": try accepts(value, definition(argument.string ?? ""))
        case "type":
          argument.string.map { self.is(value, $0) }
            ?? (argument.array ?? []).contains { self.is(value, $0.string ?? "") }
        case "enum": (argument.array ?? []).contains(value)
        case "const": argument == value
        case "required":
          value.object.map { object in
            (argument.array ?? []).allSatisfy { object[$0.string ?? ""] != nil }
          } ?? true
        case "properties":
          try members(value).allSatisfy { own in
            try argument.object?[own.name]?.object.map { try accepts(own.value, $0) } ?? true
          }
        case "additionalProperties":
          try members(value).allSatisfy { own in
            if schema["properties"]?.object?[own.name] != nil { return true }
            if argument == .bool(false) { return false }
            return try accepts(own.value, argument.object ?? JSONObject())
          }
        case "propertyNames":
          try members(value).allSatisfy { try accepts(.string($0.name), argument.object ?? JSONObject()) }
        case "items":
          try (value.array ?? []).allSatisfy { try accepts($0, argument.object ?? JSONObject()) }
        case "uniqueItems": Set(value.array ?? []).count == (value.array ?? []).count
        case "minimum": value.number.map { $0.double >= argument.number?.double ?? 0 } ?? true
        case "maximum": value.number.map { $0.double <= argument.number?.double ?? 0 } ?? true
        case "maxLength":
          value.string.map { $0.unicodeScalars.count <= Int(argument.number?.double ?? 0) } ?? true
        case "pattern":
          value.string.map { $0.range(of: argument.string ?? "", options: .regularExpression) != nil } ?? true
        case "allOf":
          try (argument.array ?? []).allSatisfy { try accepts(value, $0.object ?? JSONObject()) }
        case "if":
          try !accepts(value, argument.object ?? JSONObject())
            || accepts(value, schema["then"]?.object ?? JSONObject())
        default: throw UnknownWord(word: member.name)
        }
      if !holds { return false }
    }
    return true
  }

  private func definition(_ reference: String) -> JSONObject {
    root["$defs"]?.object?[String(reference.dropFirst("#/$defs/".count))]?.object ?? JSONObject()
  }

  private func members(_ value: JSONValue) -> [JSONObject.Member] { value.object?.members ?? [] }

  private func `is`(_ value: JSONValue, _ type: String) -> Bool {
    if type == "integer" { return value.number?.integer != nil }
    return value.kind.rawValue == type
  }
}
