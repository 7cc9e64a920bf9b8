package import CalendarTime
package import LinkModel
package struct LinkLine { package var sourceURL, targetURL, anchor: String; package var verdict: Verdict; package var score: Int; package var rules: [String]; package var reason, sourceDomain: String; package var firstSeen, lastSeen: Moment?
 package init(sourceURL: String, targetURL: String, anchor: String, verdict: Verdict, score: Int, rules: [String], reason: String, sourceDomain: String, firstSeen: Moment?, lastSeen: Moment?) { self.sourceURL = sourceURL; self.targetURL=targetURL; self.anchor=anchor; self.verdict=verdict; self.score=score; self.rules=rules; self.reason=reason; self.sourceDomain=sourceDomain; self.firstSeen=firstSeen; self.lastSeen=lastSeen } }
